import { useEffect, useState, type JSX } from 'react';

interface CopyableProps {
  readonly text: string;
  /** What it is, for whoever does not see it. */
  readonly name: string;
}

/** A text to be taken elsewhere: by a press where the browser allows it, else by hand. */
export function Copyable({ text, name }: CopyableProps): JSX.Element {
  const [copied, setCopied] = useState('');
  useEffect(() => setCopied(''), [text]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('Copied.');
    } catch {
      setCopied('The browser does not allow it: select the text.');
    }
  };
  return (
    <div className="command">
      <pre tabIndex={0} aria-label={name}>
        <code dir="auto">{text}</code>
      </pre>
      {window.isSecureContext ? (
        <button type="button" aria-label={`Copy: ${name}`} onClick={() => void copy()}>
          Copy
        </button>
      ) : null}{' '}
      <small role="status">{copied}</small>
    </div>
  );
}
