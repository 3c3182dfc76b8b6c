import { useRef, useState, type JSX, type PointerEvent } from 'react';

import { LABELS, type Timeline } from '../api/types.js';
import { useWidth } from '../hooks/use-width.js';
import {
  axisName,
  bucketUnder,
  heightsOf,
  namedBuckets,
  type Plane,
  stackedPaths,
  ticksTo,
  topOf,
} from '../model/chart.js';
import { count, percent } from '../model/format.js';
import { labelClass } from './label-badge.js';

/** Buckets from one to another, both included. */
export interface Picked {
  readonly first: number;
  readonly last: number;
}

interface TimelineChartProps {
  readonly timeline: Timeline;
  readonly share: boolean;
  readonly zone: string;
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked) => void;
  readonly onPoint: (bucket: number | undefined) => void;
}

const HEIGHT = 300;
const MARGIN = { left: 48, right: 8, top: 18, bottom: 40 };
const LABEL_WIDTH = 58;

/**
 * Stacked bars over time. What it shows stands in figures in the table below it, and what the pointer does here the
 * sliders do for the keyboard.
 */
export function TimelineChart({ timeline, share, zone, picked, onPick, onPoint }: TimelineChartProps): JSX.Element {
  const [box, width] = useWidth<HTMLDivElement>();
  const plane = planeOf(width);
  const brush = useBrush(timeline.items.length, plane, onPick, onPoint);
  return (
    <div ref={box} className="chart-box">
      {width === 0 ? null : (
        <svg width={width} height={HEIGHT} role="img" aria-label={summaryOf(timeline)} {...brush}>
          <Axes timeline={timeline} share={share} zone={zone} plane={plane} />
          <Bars timeline={timeline} share={share} plane={plane} />
          <Notes timeline={timeline} plane={plane} />
          {picked === undefined ? null : <Band picked={picked} number={timeline.items.length} plane={plane} />}
        </svg>
      )}
    </div>
  );
}

const planeOf = (width: number): Plane => ({
  left: MARGIN.left,
  top: MARGIN.top,
  width: Math.max(1, width - MARGIN.left - MARGIN.right),
  height: HEIGHT - MARGIN.top - MARGIN.bottom,
});

interface DrawnProps {
  readonly timeline: Timeline;
  readonly plane: Plane;
}

const MOST_TICKS = 5;
const ticksOf = ({ items }: Timeline, share: boolean): readonly number[] =>
  ticksTo(topOf(heightsOf(items, share)), MOST_TICKS, share);

function Axes({ timeline, share, zone, plane }: DrawnProps & { share: boolean; zone: string }): JSX.Element {
  const { items, bucket } = timeline;
  const ticks = ticksOf(timeline, share);
  const top = ticks.at(-1) ?? 1;
  const bottom = plane.top + plane.height;
  const step = plane.width / items.length;
  const named = namedBuckets(items, { bucket, zone, width: plane.width, nameWidth: LABEL_WIDTH });
  return (
    <g className="chart-axes" aria-hidden="true">
      {ticks.map((tick) => {
        const y = bottom - (tick / top) * plane.height;
        return (
          <g key={tick}>
            <line x1={plane.left} x2={plane.left + plane.width} y1={y} y2={y} className={tick === 0 ? 'base' : ''} />
            <text x={plane.left - 6} y={y + 4} textAnchor="end">
              {share ? percent(tick) : count(tick)}
            </text>
          </g>
        );
      })}
      {named.map((nth) =>
        plane.width - nth * step > LABEL_WIDTH / 2 ? (
          <text key={nth} x={plane.left + nth * step} y={bottom + 30}>
            {axisName(items[nth]?.from ?? '', bucket, zone)}
          </text>
        ) : null,
      )}
    </g>
  );
}

function Bars({ timeline, share, plane }: DrawnProps & { readonly share: boolean }): JSX.Element {
  const { items } = timeline;
  const step = plane.width / items.length;
  const paths = stackedPaths(heightsOf(items, share), ticksOf(timeline, share).at(-1) ?? 1, plane);
  return (
    <>
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" className="hatch" />
        </pattern>
      </defs>
      {LABELS.map((label) => (
        <path key={label} className={`chart-bars ${labelClass(label)}`} d={paths[label]} />
      ))}
      {items.map(({ from, incomplete }, nth) =>
        incomplete === null ? null : (
          <rect
            key={from}
            x={plane.left + nth * step}
            y={plane.top}
            width={Math.max(2, step)}
            height={plane.height}
            fill="url(#hatch)"
          />
        ),
      )}
    </>
  );
}

/** New models as lines, corrections as diamonds below the bars. */
function Notes({ timeline, plane }: DrawnProps): JSX.Element {
  const { items, models } = timeline;
  const step = plane.width / items.length;
  const bottom = plane.top + plane.height;
  const placeOf = (at: string): number | undefined => {
    const nth = items.findIndex(({ from, to }) => from <= at && at < to);
    return nth === -1 ? undefined : plane.left + (nth + 0.5) * step;
  };
  return (
    <g className="chart-notes" aria-hidden="true">
      {models.map(({ version, at }) => {
        const x = placeOf(at);
        if (x === undefined) return null;
        const isNearEnd = x > plane.left + plane.width - 70;
        return (
          <g key={version}>
            <line x1={x} x2={x} y1={plane.top - 6} y2={bottom} />
            <text x={isNearEnd ? x - 4 : x + 4} y={plane.top - 6} textAnchor={isNearEnd ? 'end' : 'start'}>
              new model
            </text>
          </g>
        );
      })}
      {items.map(({ from, corrections }, nth) => {
        const [x, y] = [plane.left + (nth + 0.5) * step, bottom + 9];
        return corrections === 0 ? null : <path key={from} d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} />;
      })}
    </g>
  );
}

function Band({ picked, number, plane }: { picked: Picked; number: number; plane: Plane }): JSX.Element {
  const step = plane.width / number;
  const { first, last } = picked;
  return (
    <rect
      className="chart-band"
      x={plane.left + first * step}
      y={plane.top}
      width={(last - first + 1) * step}
      height={plane.height}
    />
  );
}

/** Draws a range with the pointer; where it only rests, it points. */
function useBrush(
  number: number,
  plane: Plane,
  onPick: (picked: Picked) => void,
  onPoint: (bucket: number | undefined) => void,
) {
  const began = useRef<number>(undefined);
  const [isDrawn, setDrawn] = useState(false);
  const bucketOf = (event: PointerEvent<SVGSVGElement>): number =>
    bucketUnder(event.clientX - event.currentTarget.getBoundingClientRect().left, plane, number);
  const pickTo = (bucket: number): void => {
    if (began.current === undefined) return;
    onPick({ first: Math.min(began.current, bucket), last: Math.max(began.current, bucket) });
  };
  const end = (): void => {
    began.current = undefined;
    setDrawn(false);
  };
  return {
    className: `chart${isDrawn ? ' drawn' : ''}`,
    onPointerDown: (event: PointerEvent<SVGSVGElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      began.current = bucketOf(event);
      setDrawn(true);
      pickTo(began.current);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>): void => {
      const bucket = bucketOf(event);
      onPoint(bucket);
      pickTo(bucket);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: (): void => onPoint(undefined),
  };
}

function summaryOf({ items, bucket }: Timeline): string {
  const total = items.reduce((sum, item) => sum + item.total, 0);
  return `${count(total)} sentences in ${count(items.length)} ${bucket}s, as stacked bars by label. The figures stand in the table below.`;
}
