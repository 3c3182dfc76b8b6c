import type { JSX } from 'react';

import { LABELS, type Timeline } from '../api/types.js';
import { replaceRoute } from '../hooks/use-route.js';
import { BUCKET_SIZES, type BucketSize, type RouteOf } from '../model/route.js';
import { withParts } from '../model/sentence-filter.js';
import { FilterChips } from './filter-chips.js';
import { labelName } from './label-badge.js';
import { SearchField } from './search-field.js';
import { SourceSelect } from './source-select.js';
import { Segments } from './segments.js';
import { ZoneSelect } from './zone-select.js';

interface TimelineControlsProps {
  readonly route: RouteOf<'timeline'>;
  readonly timeline: Timeline | undefined;
}

const SIZE_NAMES = { hour: 'Hours', day: 'Days', week: 'Weeks' } as const;
const CLOCK_NAMES = { published: 'Published', received: 'Received', labelled: 'Labelled', stored: 'Stored' } as const;

/** What a timeline shows, and how. All of it stands in the address. */
export function TimelineControls({ route, timeline }: TimelineControlsProps): JSX.Element {
  const { filter, bucket, share } = route;
  const change = (parts: Parameters<typeof withParts>[1], size: BucketSize = bucket): void =>
    replaceRoute({ ...route, bucket: size, filter: withParts(filter, parts) });
  const everything = timeline && everythingOf(timeline);
  return (
    <search className="filters" aria-label="Choose what the timeline shows">
      <Segments
        name="Bucket"
        options={BUCKET_SIZES.map((value) => ({ value, name: SIZE_NAMES[value] }))}
        value={bucket}
        onChange={(value) => change({}, value)}
      />
      <Segments
        name="Measure"
        options={[
          { value: 'count', name: 'Count' },
          { value: 'share', name: 'Share' },
        ]}
        value={share ? 'share' : 'count'}
        onChange={(value) => replaceRoute({ ...route, share: value === 'share' })}
      />
      <label>
        <span className="sr-only">Time</span>
        <select value={filter.clock ?? ''} onChange={({ target }) => change({ clock: target.value })}>
          {Object.entries(CLOCK_NAMES).map(([clock, name]) => (
            <option key={clock} value={clock === 'published' ? '' : clock}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="sr-only">Label</span>
        <select value={filter.label ?? ''} onChange={({ target }) => change({ label: target.value })}>
          <option value="">All labels</option>
          {LABELS.map((known) => (
            <option key={known} value={known}>
              {labelName(known)}
            </option>
          ))}
        </select>
      </label>
      <SourceSelect source={filter.source} onSource={(source) => change({ source })} />
      <ZoneSelect label="in" />
      <SearchField words={filter.q ?? ''} onWords={(q) => change({ q })} />
      <span className="together">
        <button
          type="button"
          disabled={filter.from === undefined && filter.to === undefined}
          onClick={() => change({ from: undefined, to: undefined })}
        >
          Latest
        </button>
        <button
          type="button"
          disabled={everything === undefined}
          onClick={() => everything && change({ from: everything.from, to: everything.to }, everything.bucket)}
        >
          Everything
        </button>
      </span>
      <FilterChips route={route} inSight={['source']} />
    </search>
  );
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
/** A chart of more is none, and the API gives at most 2,000. */
const MOST_BUCKETS = 1_000;

/** All that there is, in the buckets that are shown, or the next longer ones where those would be too many. */
function everythingOf({ first, last, bucket }: Timeline) {
  if (first === null || last === null) return undefined;
  const to = new Date(Date.parse(last) + QUARTER_MS).toISOString();
  const days = (Date.parse(to) - Date.parse(first)) / DAY_MS;
  const least = days <= MOST_BUCKETS / 24 ? 'hour' : days <= MOST_BUCKETS ? 'day' : 'week';
  const at = Math.max(BUCKET_SIZES.indexOf(bucket), BUCKET_SIZES.indexOf(least));
  return { from: first, to, bucket: BUCKET_SIZES[at] ?? 'week' };
}
