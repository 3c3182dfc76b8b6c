import type { JSX } from 'react';

import { hrefOf, type RouteOf } from '../model/route.js';
import { partsOf } from '../model/sentence-filter.js';

/** What is set of a filter and has no control of its own in sight, in words; each can be taken away. */
export function FilterChips({ route }: { readonly route: RouteOf<'sentences' | 'timeline'> }): JSX.Element | null {
  const parts = partsOf(route.filter);
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
