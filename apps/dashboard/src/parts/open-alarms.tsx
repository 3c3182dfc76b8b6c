import type { JSX } from 'react';

import { getOpenAlerts } from '../api/searches.js';
import { useResource } from '../hooks/use-resource.js';
import { sentencesHref } from '../model/route.js';
import { plural } from '../model/format.js';
import { Mark } from './mark.js';

/** The store looks for alarms every half minute. */
const EVERY_MS = 30_000;

/** How many saved searches give alarm; nothing where none does. */
export function OpenAlarms(): JSX.Element | null {
  const { value } = useResource('open alarms', getOpenAlerts, EVERY_MS);
  if (value === undefined || value.items.length === 0) return null;
  return (
    <p>
      <Mark condition="fail" says={plural(value.items.length, 'alarm')} /> of{' '}
      <a href={sentencesHref()}>saved searches</a>
    </p>
  );
}
