import type { JSX } from 'react';

import type { Timeline } from '../api/types.js';
import { bucketName } from '../model/chart.js';
import { plural } from '../model/format.js';
import type { TimeSpan } from '../model/time-span.js';
import type { Picked } from './timeline-chart.js';

interface TimelinePickerProps {
  readonly timeline: Timeline;
  readonly zone: string;
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked | undefined) => void;
  readonly onZoom: (span: TimeSpan) => void;
  readonly sentencesOf: (span: TimeSpan) => string;
}

/** A range of a timeline, by two sliders: what the pointer draws on the chart, the keyboard does here. */
export function TimelinePicker(props: TimelinePickerProps): JSX.Element {
  const { timeline, zone, picked, onPick, onZoom, sentencesOf } = props;
  const { items, bucket } = timeline;
  const end = items.length - 1;
  const first = Math.min(picked?.first ?? 0, end);
  const last = Math.min(picked?.last ?? end, end);
  const [from, to] = [items[first]?.from ?? timeline.from, items[last]?.to ?? timeline.to];
  const total = items.slice(first, last + 1).reduce((sum, item) => sum + item.total, 0);
  const nameOf = (nth: number): string => bucketName(items[nth]?.from ?? timeline.from, bucket, zone);
  return (
    <div className="picker" role="group" aria-label="Range">
      <Slider name="From" value={first} end={end} nameOf={nameOf} onMove={(to) => onPick(ordered(to, last))} />
      <Slider name="To" value={last} end={end} nameOf={nameOf} onMove={(to) => onPick(ordered(first, to))} />
      <p className="picker-acts">
        <a href={sentencesOf({ from, to })}>{plural(total, 'sentence')}</a>
        <button type="button" disabled={picked === undefined} onClick={() => onZoom({ from, to })}>
          Zoom in
        </button>
        <button type="button" disabled={picked === undefined} onClick={() => onPick(undefined)}>
          Clear
        </button>
      </p>
    </div>
  );
}

/** One end pushes the other before it. */
const ordered = (first: number, last: number): Picked => ({
  first: Math.min(first, last),
  last: Math.max(first, last),
});

interface SliderProps {
  readonly name: string;
  readonly value: number;
  readonly end: number;
  readonly nameOf: (nth: number) => string;
  readonly onMove: (to: number) => void;
}

function Slider({ name, value, end, nameOf, onMove }: SliderProps): JSX.Element {
  return (
    <label className="slider">
      <span>
        {name} <b>{nameOf(value)}</b>
      </span>
      <input
        type="range"
        min={0}
        max={end}
        value={value}
        aria-valuetext={nameOf(value)}
        onChange={({ target }) => onMove(Number(target.value))}
      />
    </label>
  );
}
