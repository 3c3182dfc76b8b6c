import { useEffect, useRef, useState, type JSX } from 'react';

import { LABELS, type Facets, type Label } from '../api/types.js';
import { useKeys } from '../hooks/use-keys.js';
import { replaceRoute } from '../hooks/use-route.js';
import { count } from '../model/format.js';
import { hrefOf, type Route } from '../model/route.js';
import { partsOf, withParts, type SentenceFilter } from '../model/sentence-filter.js';
import { FilterFields } from './filter-fields.js';
import { labelClass, labelLetter, labelName } from './label-badge.js';

type SentencesRoute = Extract<Route, { view: 'sentences' }>;
type Parts = Parameters<typeof withParts>[1];

/** How long somebody may think between two letters before the search begins. */
const TYPING_MS = 350;

interface FilterBarProps {
  readonly route: SentencesRoute;
  /** How many sentences each choice leaves; undefined until that is known. */
  readonly facets: Facets | undefined;
}

/** The filter of the address: what is used most in sight, the rest behind “More”, all that is set as words. */
export function FilterBar({ route, facets }: FilterBarProps): JSX.Element {
  const { filter, evidence } = route;
  const search = useRef<HTMLInputElement>(null);
  const change = (parts: Parts): void => replaceRoute({ ...route, filter: withParts(filter, parts) });
  const toggleReview = (): void => change({ needsReview: filter.needsReview === 'true' ? undefined : 'true' });
  const toggleEvidence = (): void => replaceRoute({ ...route, evidence: !evidence });
  useKeys({ '/': () => search.current?.focus(), e: toggleEvidence, r: toggleReview });
  const parts = partsOf(filter);
  return (
    <search className="filters" aria-label="Filter sentences">
      <nav aria-label="Label" className="segments">
        <LabelLink route={route} label={undefined} facets={facets} />
        {LABELS.map((label) => (
          <LabelLink key={label} route={route} label={label} facets={facets} />
        ))}
      </nav>
      <Search field={search} words={filter.q ?? ''} onWords={(q) => change({ q })} />
      <label className="check">
        <input type="checkbox" checked={filter.needsReview === 'true'} onChange={toggleReview} />
        Needs review
        {facets && filter.needsReview === undefined ? (
          <small className="muted">{count(facets.needsReview.true)}</small>
        ) : null}
      </label>
      <label className="check">
        <input type="checkbox" checked={evidence} onChange={toggleEvidence} />
        Underline evidence
      </label>
      <FilterFields route={route} facets={facets} change={change} />
      {parts.length === 0 ? null : (
        <ul className="chips" aria-label="Filters that are set">
          {parts.map(({ name, text, without }) => (
            <li key={name}>
              <a href={hrefOf({ ...route, filter: without })} aria-label={`Remove the filter “${text}”`}>
                <bdi dir="auto">{text}</bdi> <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
          <li>
            <a href={hrefOf({ ...route, filter: {} })}>Clear all</a>
          </li>
        </ul>
      )}
    </search>
  );
}

interface SearchProps {
  readonly field: React.RefObject<HTMLInputElement | null>;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

/** The full text, searched a moment after the last letter, or at once with Enter. */
function Search({ field, words, onWords }: SearchProps): JSX.Element {
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
      <span className="sr-only">Search the text; “a phrase”, or, -without are understood</span>
      <input
        ref={field}
        type="search"
        dir="auto"
        value={draft}
        maxLength={512}
        placeholder="Search the text  ( / )"
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

interface LabelLinkProps extends FilterBarProps {
  readonly label: Label | undefined;
}

function LabelLink({ route, label, facets }: LabelLinkProps): JSX.Element {
  const chosen = route.filter.label;
  const href = hrefOf({ ...route, filter: withParts(route.filter, { label }) });
  // Once a label is chosen, nothing is known of the others.
  const number =
    facets &&
    (label === undefined ? (chosen === undefined ? facets.total : undefined) : numberOf(facets, label, chosen));
  return (
    <a href={href} aria-current={chosen === label ? 'true' : undefined} className={label && labelClass(label)}>
      {label === undefined ? (
        'All'
      ) : (
        <>
          <span className="badge-letter" aria-hidden="true">
            {labelLetter(label)}
          </span>{' '}
          {labelName(label)}
        </>
      )}
      {number === undefined ? null : <small className="muted">{count(number)}</small>}
    </a>
  );
}

const numberOf = (facets: Facets, label: Label, chosen: SentenceFilter['label']): number | undefined =>
  chosen === undefined || chosen === label ? facets.labels[label] : undefined;
