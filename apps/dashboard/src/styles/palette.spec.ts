import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const pattern = /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
const palette = new Map(
  [...tokens.matchAll(pattern)].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]),
);

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio of two colours in one theme. */
function contrast(a: string, b: string, theme: number): number {
  const [first, second] = [a, b].map((name) => luminance(palette.get(name)?.[theme] ?? ''));
  const [low = 0, high = 0] = [first ?? Number.NaN, second ?? Number.NaN].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const labels = ['military', 'diplomatic', 'humanitarian', 'none'];
const backgrounds = ['page', 'surface', 'raised'];
const texts: readonly (readonly [string, string])[] = [
  ...['ink', 'muted', 'link', 'good', 'busy', 'bad'].flatMap((ink) =>
    backgrounds.map((ground): readonly [string, string] => [ink, ground]),
  ),
  ...labels.flatMap((label): readonly (readonly [string, string])[] => [
    [`${label}-ink`, label],
    ['ink', `${label}-tint`],
    [label, `${label}-tint`],
  ]),
  ['bad-ink', 'bad-surface'],
];
const marks: readonly (readonly [string, string])[] = [
  ...['edge', 'focus', ...labels].flatMap((mark) =>
    ['page', 'surface'].map((ground): readonly [string, string] => [mark, ground]),
  ),
  ...labels.flatMap((label) => [
    ['focus', `${label}-tint`] as const,
    ['good', `${label}-tint`] as const,
    ['bad', `${label}-tint`] as const,
  ]),
];

describe.each([
  ['light', 0],
  ['dark', 1],
])('the palette in the %s theme', (_name, theme) => {
  it.each(texts)('has %s on %s as text: at least 4.5 to 1', (ink, ground) => {
    expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(marks)('has %s on %s as a mark: at least 3 to 1', (mark, ground) => {
    expect(contrast(mark, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
