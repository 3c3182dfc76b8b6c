import { useState, type JSX } from 'react';

import { getTimeline } from '../api/client.js';
import type { Timeline } from '../api/types.js';
import { useLedger, useMovedResource } from '../hooks/use-moved-resource.js';
import { replaceRoute } from '../hooks/use-route.js';
import { useZone } from '../hooks/use-settings.js';
import { bucketName } from '../model/chart.js';
import { count, plural } from '../model/format.js';
import { sentencesHref, type RouteOf } from '../model/route.js';
import { queryOf, withParts } from '../model/sentence-filter.js';
import type { TimeSpan } from '../model/time-span.js';
import { Failed, Loading, Nothing } from '../parts/notice.js';
import { TimelineChart, type Picked } from '../parts/timeline-chart.js';
import { TimelineControls } from '../parts/timeline-controls.js';
import { TimelineLegend } from '../parts/timeline-legend.js';
import { TimelinePicker } from '../parts/timeline-picker.js';
import { completeness, TimelineTable } from '../parts/timeline-table.js';

/** How many sentences there are over time, each label apart. */
export function TimelineView({ route }: { readonly route: RouteOf<'timeline'> }): JSX.Element {
  const { filter, bucket } = route;
  const zone = useZone();
  const { value: ledger } = useLedger();
  const key = `timeline ${zone} ${bucket} ${queryOf(filter)}`;
  const { value, error, reload } = useMovedResource(key, ledger, (signal) => getTimeline(bucket, zone, filter, signal));
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Timeline</h1>
        {value === undefined ? null : <p className="muted">{rangeOf(value, zone)}</p>}
      </header>
      <TimelineControls route={route} timeline={value} />
      {error === undefined ? null : <Failed error={error} reload={reload} />}
      {value === undefined && error === undefined ? <Loading what="the timeline" /> : null}
      {value === undefined ? null : <Shown key={key} timeline={value} route={route} zone={zone} />}
    </>
  );
}

interface ShownProps {
  readonly timeline: Timeline;
  readonly route: RouteOf<'timeline'>;
  readonly zone: string;
}

function Shown({ timeline, route, zone }: ShownProps): JSX.Element {
  const [picked, setPicked] = useState<Picked>();
  const [pointed, setPointed] = useState<number>();
  const { filter, share } = route;
  const sentencesOf = ({ from, to }: TimeSpan, label: string | undefined = filter.label): string =>
    sentencesHref(withParts(filter, { label, clock: timeline.clock, from, to }));
  const isEmpty = timeline.items.every(({ total }) => total === 0);
  return (
    <section className="card timeline" aria-label="Sentences over time">
      <TimelineLegend timeline={timeline} />
      <TimelineChart
        timeline={timeline}
        share={share}
        zone={zone}
        picked={picked}
        onPick={setPicked}
        onPoint={setPointed}
      />
      <Readout timeline={timeline} pointed={pointed} zone={zone} />
      <TimelinePicker
        timeline={timeline}
        zone={zone}
        picked={picked}
        onPick={setPicked}
        onZoom={({ from, to }) => replaceRoute({ ...route, filter: withParts(filter, { from, to }) })}
        sentencesOf={(span) => sentencesOf(span)}
      />
      {isEmpty ? <NothingThen timeline={timeline} /> : null}
      <Remarks timeline={timeline} />
      <TimelineTable timeline={timeline} share={share} zone={zone} sentencesOf={sentencesOf} />
    </section>
  );
}

/** What is under the pointer. It has its place even when nothing is, so that nothing moves. */
function Readout({ timeline, pointed, zone }: { timeline: Timeline; pointed: number | undefined; zone: string }) {
  const item = pointed === undefined ? undefined : timeline.items[pointed];
  if (item === undefined)
    return <p className="readout muted">Point at a bar to read it; draw over several to pick them.</p>;
  const { military, diplomatic, humanitarian } = item.labels;
  return (
    <p className="readout">
      <b>{bucketName(item.from, timeline.bucket, zone)}</b> M {count(military)} · D {count(diplomatic)} · H{' '}
      {count(humanitarian)} · {plural(item.total, 'sentence')}
      {item.total === item.all ? '' : ` of ${count(item.all)}`}
      {item.corrections === 0 ? '' : ` · ${plural(item.corrections, 'correction')}`}
      {item.incomplete === null ? '' : ` · not complete: ${completeness(item).slice(4)}`}
    </p>
  );
}

function NothingThen({ timeline }: { readonly timeline: Timeline }): JSX.Element {
  return (
    <Nothing>
      <p>
        No sentence was {timeline.clock} in this time.{' '}
        {timeline.last === null ? 'None is there at all.' : 'Choose “Everything” above to see all there is.'}
      </p>
    </Nothing>
  );
}

/** What the figures do not say by themselves. */
function Remarks({ timeline }: { readonly timeline: Timeline }): JSX.Element | null {
  const { untimed, clock, isBound } = timeline;
  if (untimed === 0 && !isBound) return null;
  return (
    <p className="muted small">
      {untimed === 0 ? '' : `${plural(untimed, 'sentence')} without a time at which it was ${clock} cannot be shown. `}
      {isBound ? 'More sentences match than are counted one by one: each figure is “at least”.' : ''}
    </p>
  );
}

const rangeOf = ({ items, bucket, tz }: Timeline, zone: string): string => {
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `${bucketName(first.from, bucket, zone)} – ${bucketName(last.from, bucket, zone)}, ${tz.replaceAll('_', ' ')}`;
};
