import type { JSX } from 'react';

import { LABELS, type Facets, type Label } from '../api/types.js';
import { useKeys } from '../hooks/use-keys.js';
import { replaceRoute } from '../hooks/use-route.js';
import { count } from '../model/format.js';
import { hrefOf, type RouteOf } from '../model/route.js';
import { withParts, type SentenceFilter } from '../model/sentence-filter.js';
import type { ChangeParts } from './fields.js';
import { FilterChips } from './filter-chips.js';
import { FilterFields } from './filter-fields.js';
import { labelClass, labelLetter, labelName } from './label-badge.js';
import { SearchField } from './search-field.js';

interface FilterBarProps {
  readonly route: RouteOf<'sentences'>;
  /** How many sentences each choice leaves; undefined until that is known. */
  readonly facets: Facets | undefined;
}

/** The filter of the address: what is used most in sight, the rest behind “More”, all that is set as words. */
export function FilterBar({ route, facets }: FilterBarProps): JSX.Element {
  const { filter, evidence } = route;
  const change: ChangeParts = (parts) => replaceRoute({ ...route, filter: withParts(filter, parts) });
  const toggleReview = (): void => change({ needsReview: filter.needsReview === 'true' ? undefined : 'true' });
  const toggleEvidence = (): void => replaceRoute({ ...route, evidence: !evidence });
  useKeys({ e: toggleEvidence, r: toggleReview });
  return (
    <search className="filters" aria-label="Filter sentences">
      <nav aria-label="Label" className="segments">
        <LabelLink route={route} label={undefined} facets={facets} />
        {LABELS.map((label) => (
          <LabelLink key={label} route={route} label={label} facets={facets} />
        ))}
      </nav>
      <SearchField words={filter.q ?? ''} onWords={(q) => change({ q })} />
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
      <FilterChips route={route} />
    </search>
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
