import type { JSX } from 'react';

import { Polite } from './polite.js';

interface ShowNewerProps {
  readonly list: { readonly newer: string; readonly showNewer: () => void };
  /** What the list has, in the plural. */
  readonly what: string;
}

/** Says how many have come since a list was read, and shows them when asked: nothing jumps by itself. */
export function ShowNewer({ list: { newer, showNewer }, what }: ShowNewerProps): JSX.Element {
  return (
    <>
      <button type="button" className="newer" hidden={newer === ''} onClick={showNewer}>
        Show {newer} new
      </button>
      <Polite text={newer === '' ? '' : `${newer} new ${what}`} />
    </>
  );
}
