import type { JSX } from 'react';

import { useZone } from '../hooks/use-settings.js';
import { hrefOf, type RouteOf } from '../model/route.js';
import { partsOf, type FilterName } from '../model/sentence-filter.js';

interface FilterChipsProps {
  readonly route: RouteOf<'sentences' | 'timeline' | 'articles'>;
  /** What has a control in sight in this view. */
  readonly inSight?: readonly FilterName[];
}

/** What is set of a filter and has no control of its own in sight, in words; each can be taken away. */
export function FilterChips({ route, inSight = [] }: FilterChipsProps): JSX.Element | null {
  const parts = partsOf(route.filter, useZone()).filter(({ name }) => !inSight.includes(name));
  if (parts.length === 0) return null;
  return (
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
  );
}
