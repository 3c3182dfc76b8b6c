import { plural } from './format.js';

/** So many of so many. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

/** How far a second share is from a first, from -1 to 1, with the interval of 95 %. */
export interface Difference {
  readonly by: number;
  readonly low: number;
  readonly high: number;
}

/** Standard errors, on either side, that 95 % of what is chance stays within. */
export const CHANCE_Z = 1.96;

/**
 * The difference of two shares after Newcombe: the intervals of Wilson, combined. It is right for small numbers and for
 * shares near 0 and 1, as if each sentence were drawn by itself.
 *
 * @returns undefined where one of them is a share of nothing
 */
export function differenceOf(first: Share, second: Share): Difference | undefined {
  if (first.of === 0 || second.of === 0) return undefined;
  const [a, b] = [wilson(first), wilson(second)];
  const by = b.share - a.share;
  return {
    by,
    low: by - Math.hypot(b.share - b.low, a.high - a.share),
    high: by + Math.hypot(b.high - b.share, a.share - a.low),
  };
}

/** A difference in words: `+12 points, 8 to 16`; `+1 point, no more than chance`. */
export function differenceWords({ by, low, high }: Difference): string {
  const points = Math.round(Math.abs(by) * 100);
  const sign = points === 0 ? '' : by < 0 ? '−' : '+';
  const said = `${sign}${plural(points, 'point')}`;
  return isClear({ low, high }) ? `${said}, ${signed(low)} to ${signed(high)}` : `${said}, no more than chance`;
}

/** Whether the interval leaves out 0. */
export const isClear = ({ low, high }: Pick<Difference, 'low' | 'high'>): boolean => low > 0 || high < 0;

const signed = (share: number): string => {
  const points = Math.round(share * 100);
  return `${points < 0 ? '−' : points > 0 ? '+' : ''}${Math.abs(points)}`;
};

function wilson({ part, of }: Share): { readonly share: number; readonly low: number; readonly high: number } {
  const share = part / of;
  const centre = share + CHANCE_Z ** 2 / (2 * of);
  const spread = CHANCE_Z * Math.sqrt((share * (1 - share)) / of + CHANCE_Z ** 2 / (4 * of * of));
  const whole = 1 + CHANCE_Z ** 2 / of;
  return { share, low: (centre - spread) / whole, high: (centre + spread) / whole };
}
