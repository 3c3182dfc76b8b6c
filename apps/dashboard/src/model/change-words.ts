import type { Change } from '../api/types.js';

/** How a change is said and marked: never by colour alone. */
export interface ChangeWords {
  readonly mark: string;
  readonly text: string;
  readonly kind: 'up' | 'down' | 'even' | 'none';
}

const KINDS = {
  surge: { mark: '▲▲', kind: 'up' },
  rise: { mark: '▲', kind: 'up' },
  steady: { mark: '■', kind: 'even' },
  fall: { mark: '▼', kind: 'down' },
  limited: { mark: '·', kind: 'none' },
  unknown: { mark: '·', kind: 'none' },
} as const satisfies Record<Change['band'], Pick<ChangeWords, 'mark' | 'kind'>>;

/** A change in words: `+32% against usual`, `few, as usual`, `nothing to compare with yet`. */
export function changeWords({ band, change, mean }: Change): ChangeWords {
  return { ...KINDS[band], text: textOf({ band, change, mean }) };
}

function textOf({ band, change, mean }: Pick<Change, 'band' | 'change' | 'mean'>): string {
  if (band === 'unknown') return 'nothing to compare with yet';
  if (band === 'limited') return 'limited change: few, as usual';
  if (change === null || mean === 0) return 'usually none';
  const percent = Math.round(change * 100);
  if (percent === 0) return 'as usual';
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`;
}
