import type { JSX } from 'react';

import type { DeadLetter } from '../api/types.js';
import { plural } from '../model/format.js';
import { bytesOf, hexRows } from '../model/hex-rows.js';
import { ApiLink } from './api-link.js';

interface LetterValueProps {
  readonly letter: DeadLetter;
  /** The value as text, where it is all there and may be edited. */
  readonly own: string | null;
  /** What somebody made of it. */
  readonly edited: string | undefined;
  /** Undefined: it may not be edited. */
  readonly onEdit: ((text: string | undefined) => void) | undefined;
}

const ROWS = 64;

/** The bytes of a letter, as text and in hex beside each other. */
export function LetterValue({ letter, own, edited, onEdit }: LetterValueProps): JSX.Element {
  const shown = letter.edit ?? letter.value;
  if (shown === null) return <p className="notice">The value of this record is null.</p>;
  const bytes = edited === undefined ? bytesOf(shown.base64) : new TextEncoder().encode(edited);
  const length = edited === undefined ? shown.bytes : bytes.length;
  return (
    <section className="letter-value" aria-labelledby="value">
      <header className="letters-head">
        <h2 id="value">
          Value{letter.edit === null ? '' : ', as it was sent last'}{' '}
          <span className="muted">{plural(length, 'byte')}</span>
        </h2>
        {edited === undefined ? null : (
          <button type="button" onClick={() => onEdit?.(undefined)}>
            Undo the edit
          </button>
        )}
        {letter.value === null ? null : (
          <ApiLink path={`${pathOf(letter)}/value`} file={fileOf(letter)} isDownload>
            Download {letter.edit === null ? 'it' : 'its own'}
          </ApiLink>
        )}
      </header>
      <div className="letter-bytes">
        <AsText text={edited ?? own} shown={shown} onEdit={own === null ? undefined : onEdit} />
        <HexTable bytes={bytes} length={length} />
      </div>
    </section>
  );
}

function AsText({
  text,
  shown,
  onEdit,
}: {
  readonly text: string | null;
  readonly shown: { readonly text: string | null; readonly truncated: boolean };
  readonly onEdit: LetterValueProps['onEdit'];
}): JSX.Element {
  if (text !== null) {
    return (
      <textarea
        aria-label={onEdit === undefined ? 'The value as text' : 'The value as text, to be edited'}
        value={text}
        readOnly={onEdit === undefined}
        onChange={({ target }) => onEdit?.(target.value)}
        spellCheck={false}
        dir="auto"
      />
    );
  }
  if (shown.text === null) {
    return <p className="muted">It is not UTF-8. The command edits it: sitrep dead-letters replay --edit FILE</p>;
  }
  return (
    <pre tabIndex={0} dir="auto" aria-label="The beginning of the value as text">
      {shown.text}
    </pre>
  );
}

function HexTable({ bytes, length }: { readonly bytes: Uint8Array; readonly length: number }): JSX.Element {
  const rows = hexRows(bytes, ROWS);
  const left = length - Math.min(length, ROWS * 16);
  return (
    <pre className="hex" tabIndex={0} aria-label="The value in hex">
      {rows.map(({ offset, hex, ascii }) => (
        <span key={offset}>
          <span className="muted">{offset}</span> {hex.padEnd(47)} {ascii}
          {'\n'}
        </span>
      ))}
      {left > 0 ? <span className="muted">and {plural(left, 'byte')} more</span> : null}
    </pre>
  );
}

const pathOf = ({ topic, partition, offset }: DeadLetter): string => `/v1/dead-letters/${topic}/${partition}/${offset}`;

const fileOf = ({ topic, partition, offset }: DeadLetter): string => `${topic}-${partition}-${offset}.bin`;
