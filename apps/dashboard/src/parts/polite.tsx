import { useEffect, useRef, useState, type JSX } from 'react';

import { waitMs } from '../model/polite.js';

/** Says to whoever listens to the page what has changed of late, and not each time that it changes. */
export function Polite({ text }: { readonly text: string }): JSX.Element {
  const [said, setSaid] = useState('');
  const last = useRef<number>(undefined);
  useEffect(() => {
    if (text === said) return undefined;
    const say = (): void => {
      last.current = Date.now();
      setSaid(text);
    };
    const timer = window.setTimeout(say, waitMs(last.current, Date.now()));
    return () => window.clearTimeout(timer);
  }, [text, said]);
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  );
}
