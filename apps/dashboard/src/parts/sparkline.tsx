import type { JSX } from 'react';

const WIDTH = 120;
const HEIGHT = 24;

interface SparklineProps {
  readonly values: readonly number[];
  readonly slots: number;
  /** The value that fills the height. Left out: the highest, 1 at least. */
  readonly top?: number;
}

/** The last values of a rate as bars, the newest at the right. The figures beside it say the same. */
export function Sparkline({ values, slots, top: given }: SparklineProps): JSX.Element {
  const shown = values.slice(-slots);
  const top = given ?? Math.max(1, ...shown);
  const step = WIDTH / slots;
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <line className="sparkline-base" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {shown.map((value, nth) => {
        const height = (value / top) * (HEIGHT - 2);
        const x = (slots - shown.length + nth) * step;
        return <rect key={nth} x={x} y={HEIGHT - 1 - height} width={Math.max(step - 1, step * 0.7)} height={height} />;
      })}
    </svg>
  );
}
