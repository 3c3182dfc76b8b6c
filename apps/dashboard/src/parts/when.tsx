import type { JSX } from 'react';

import { dateTime } from '../model/format.js';
import { useZone } from '../hooks/use-settings.js';

/** A moment, in the time zone that the page shows. */
export function When({ at, missing = '–' }: { readonly at: string | null; readonly missing?: string }): JSX.Element {
  const zone = useZone();
  if (at === null) return <span className="muted">{missing}</span>;
  return <time dateTime={at}>{dateTime(at, zone)}</time>;
}
