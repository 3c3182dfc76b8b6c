import { useState, type JSX } from 'react';

import { getSourceStats } from '../api/client.js';
import { LABELS, type SourceStats } from '../api/types.js';
import { useLedger, useMovedResource } from '../hooks/use-moved-resource.js';
import { replaceRoute } from '../hooks/use-route.js';
import { age, count, plural } from '../model/format.js';
import { SOURCE_DAYS, sentencesHref, timelineHref, type RouteOf } from '../model/route.js';
import { labelLetter } from '../parts/label-badge.js';
import { MixBar } from '../parts/mix-bar.js';
import { Failed, FirstSteps, Loading } from '../parts/notice.js';
import { Segments } from '../parts/segments.js';
import { When } from '../parts/when.js';

type SourceItem = SourceStats['items'][number];

const FIRST = 50;
const MOST = 500;
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const DAY_NAMES = { 1: '24 hours', 7: '7 days', 28: '28 days' } as const;

/** What comes of each source, and who is silent. */
export function SourcesView({ route }: { readonly route: RouteOf<'sources'> }): JSX.Element {
  const { days } = route;
  const [limit, setLimit] = useState(FIRST);
  const { value: ledger } = useLedger();
  const { value, error, reload } = useMovedResource(`sources ${days} ${limit}`, ledger, (signal) =>
    getSourceStats(limit, { clock: 'received', ...lastDays(days) }, signal),
  );
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Sources</h1>
        {value === undefined ? null : <p className="muted">{headline(value)}</p>}
      </header>
      <search className="filters" aria-label="Choose the time">
        <Segments
          name="Received in the last"
          options={SOURCE_DAYS.map((known) => ({ value: String(known), name: DAY_NAMES[known] }))}
          value={String(days)}
          onChange={(chosen) =>
            replaceRoute({ view: 'sources', days: SOURCE_DAYS.find((d) => String(d) === chosen) ?? 7 })
          }
        />
      </search>
      {error === undefined ? null : <Failed error={error} reload={reload} />}
      {value === undefined && error === undefined ? <Loading what="sources" /> : null}
      {value?.items.length === 0 ? <FirstSteps /> : null}
      {value === undefined || value.items.length === 0 ? null : <SourceTable stats={value} />}
      {value?.next === undefined ? null : (
        <button
          type="button"
          className="more"
          disabled={limit >= MOST}
          onClick={() => setLimit(Math.min(MOST, limit * 2))}
        >
          {limit >= MOST ? `The first ${MOST} are shown` : 'Show more'}
        </button>
      )}
    </>
  );
}

function SourceTable({ stats }: { readonly stats: SourceStats }): JSX.Element {
  const most = Math.max(1, ...stats.items.map((item) => item.count));
  return (
    <table className="articles sources">
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col" className="number">
            Sentences
          </th>
          <th scope="col">
            Labels <span className="muted">M D H</span>
          </th>
          <th scope="col">Last received</th>
          <th scope="col">Usual gap</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {stats.items.map((item) => (
          <SourceRow key={item.source ?? ''} item={item} most={most} span={{ from: stats.from, to: stats.to }} />
        ))}
      </tbody>
    </table>
  );
}

interface SourceRowProps {
  readonly item: SourceItem;
  readonly most: number;
  readonly span: { readonly from: string; readonly to: string };
}

function SourceRow({ item, most, span }: SourceRowProps): JSX.Element {
  const { source, labels, lastSeen, usualGapSeconds } = item;
  const listed = { clock: 'received', ...span, ...(source !== null && { source }) } as const;
  const mix = { counts: labels, unlabelled: 0, needsReview: item.needsReview, total: item.count };
  return (
    <tr>
      <th scope="row">
        {source === null ? (
          <span className="muted">no source named</span>
        ) : (
          <a href={timelineHref({ source })}>
            <bdi dir="auto">{source}</bdi>
            <span className="sr-only">, its timeline</span>
          </a>
        )}
      </th>
      <td data-name="Sentences" className="number">
        {source === null ? count(item.count) : <a href={sentencesHref(listed)}>{count(item.count)}</a>}
        <svg className="bar volume" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect className="bar-track" width="100" height="6" />
          <rect className="bar-value" width={(item.count / most) * 100} height="6" />
        </svg>
      </td>
      <td data-name="Labels" className="source-mix">
        <MixBar mix={mix} />
        <span className="number">
          {LABELS.map((label) => `${labelLetter(label)} ${count(labels[label])}`).join(' · ')}
        </span>
      </td>
      <td data-name="Last received">
        <When at={lastSeen} />
        {lastSeen === null ? null : <span className="muted"> {age(Date.now() - Date.parse(lastSeen))} ago</span>}
      </td>
      <td data-name="Usual gap">
        {usualGapSeconds === null ? (
          <span className="muted">not known yet</span>
        ) : (
          `up to ${age(usualGapSeconds * 1_000)}`
        )}
      </td>
      <td data-name="State">{stateOf(item)}</td>
    </tr>
  );
}

function stateOf({ silent, expectedBy }: SourceItem): JSX.Element {
  if (silent) {
    return (
      <span className="fail">
        ◆ Silent since <When at={expectedBy} />
      </span>
    );
  }
  if (expectedBy === null) return <span className="muted">· No habit yet</span>;
  return <span className="pass">● Heard from</span>;
}

function headline({ items, next }: SourceStats): string {
  const silent = items.filter((item) => item.silent).length;
  const number = `${next === undefined ? '' : 'the first '}${plural(items.length, 'source')}`;
  return silent === 0 ? number : `${number}, ${count(silent)} silent`;
}

/** Up to the end of the present quarter of an hour, so that what comes now is counted, by the roll-ups. */
function lastDays(days: number): { readonly from: string; readonly to: string } {
  const to = Math.ceil((Date.now() + 1) / QUARTER_MS) * QUARTER_MS;
  return { from: new Date(to - days * DAY_MS).toISOString(), to: new Date(to).toISOString() };
}
