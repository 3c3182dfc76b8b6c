import { useEffect, useRef, useState, type JSX } from 'react';

/** How long somebody may think between two letters before the search begins. */
const TYPING_MS = 350;

interface SearchFieldProps {
  readonly words: string;
  /** What is searched; the text of sentences, if nothing else is said. */
  readonly what?: string;
  /** Whether `/` leads here: to the first of a view. */
  readonly hint?: boolean;
  readonly onWords: (words: string) => void;
}

/** The full text, searched a moment after the last letter, or at once with Enter. */
export function SearchField({ words, what = 'the text', hint = true, onWords }: SearchFieldProps): JSX.Element {
  const [draft, setDraft] = useState(words);
  const latest = useRef(onWords);
  latest.current = onWords;
  // The address may change by itself: by the browser's “back”, or a chip.
  useEffect(() => setDraft(words), [words]);
  useEffect(() => {
    if (draft === words) return undefined;
    const timer = window.setTimeout(() => latest.current(draft), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [draft, words]);
  return (
    <label className="find">
      <span className="sr-only">Search {what}; “a phrase”, or, -without are understood</span>
      <input
        type="search"
        dir="auto"
        value={draft}
        maxLength={512}
        placeholder={`Search ${what}${hint ? '  ( / )' : ''}`}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          // Leaves the field with what it holds, for j and k to walk through.
          event.preventDefault();
          onWords(draft);
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}
