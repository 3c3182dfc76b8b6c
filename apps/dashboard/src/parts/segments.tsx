import { useId, type JSX } from 'react';

interface SegmentsProps<Value extends string> {
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of few, side by side: native radio buttons, so that the arrow keys walk through them. */
export function Segments<Value extends string>({ name, options, value, onChange }: SegmentsProps<Value>): JSX.Element {
  const group = useId();
  return (
    <fieldset className="segments radios">
      <legend className="sr-only">{name}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={group} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.name}
        </label>
      ))}
    </fieldset>
  );
}
