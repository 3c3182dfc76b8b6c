import { useEffect, useState, type JSX } from 'react';

import { takeBackLast, useWords } from '../hooks/use-corrections.js';
import { useKeys } from '../hooks/use-keys.js';

const SHOWN_MS = 8_000;

/** What was just said, read out politely, with a way to take it back. It covers nothing that has the focus for long. */
export function CorrectionNotice(): JSX.Element {
  const { notice, said } = useWords();
  const [gone, setGone] = useState(0);
  useEffect(() => {
    if (notice.failed || notice.nth === 0) return undefined;
    const timer = window.setTimeout(() => setGone(notice.nth), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [notice]);
  useKeys({ z: () => void takeBackLast() });
  const isShown = notice.text !== '' && gone !== notice.nth;
  return (
    <div className="toast-place">
      <div className={isShown ? `toast ${notice.failed ? 'failed' : ''}` : 'sr-only'}>
        <p role="status">{isShown ? notice.text : ''}</p>
        {isShown && !notice.failed && said.length > 0 ? (
          <button type="button" onClick={() => void takeBackLast()}>
            Take back <kbd>z</kbd>
          </button>
        ) : null}
        {isShown && notice.failed ? (
          <button type="button" onClick={() => setGone(notice.nth)}>
            Close
          </button>
        ) : null}
      </div>
    </div>
  );
}
