import type { JSX } from 'react';

const WIDTH = 120;
const HEIGHT = 24;

/** The last values of a rate as bars, the newest at the right. The figure beside it says the same. */
export function Sparkline({
  values,
  slots,
}: {
  readonly values: readonly number[];
  readonly slots: number;
}): JSX.Element {
  const shown = values.slice(-slots);
  const top = Math.max(1, ...shown);
  const step = WIDTH / slots;
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <line className="sparkline-base" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {shown.map((value, nth) => {
        const height = (value / top) * (HEIGHT - 2);
        const x = (slots - shown.length + nth) * step;
        return <rect key={nth} x={x} y={HEIGHT - 1 - height} width={step - 1} height={height} />;
      })}
    </svg>
  );
}
