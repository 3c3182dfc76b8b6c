import type { JSX } from 'react';

import { useSources } from '../hooks/use-sources.js';
import { Values } from './fields.js';

interface SourceSelectProps {
  readonly source: string | undefined;
  readonly onSource: (source: string) => void;
}

/** Chooses one source of all, or any. */
export function SourceSelect({ source, onSource }: SourceSelectProps): JSX.Element {
  return (
    <label>
      <span className="sr-only">Source</span>
      <select value={source ?? ''} onChange={({ target }) => onSource(target.value)}>
        <Values values={useSources()} chosen={source} any="Any source" />
      </select>
    </label>
  );
}
