import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bandsOf, resemblance, SAME_STORY_RESEMBLANCE, type Signature, signatureOf } from './near-duplicates.js';

const words = fc.array(fc.stringMatching(/^[a-z]{3,7}$/), { minLength: 150, maxLength: 400 });
const must = (text: string): Signature => {
  const signature = signatureOf(text);
  if (signature === undefined) throw new Error('too short');
  return signature;
};
const meet = (one: Signature, other: Signature): boolean => {
  const bands = new Set(bandsOf(other));
  return bandsOf(one).some((band) => bands.has(band));
};

/** What signatures estimate, counted. */
function jaccard(one: readonly string[], other: readonly string[]): number {
  const shingles = (list: readonly string[]): Set<string> =>
    new Set(list.slice(3).map((_, at) => list.slice(at, at + 4).join(' ')));
  const [a, b] = [shingles(one), shingles(other)];
  const common = [...a].filter((shingle) => b.has(shingle)).length;
  return common / (a.size + b.size - common);
}

describe('near-duplicates', () => {
  it('are texts alike but for case, marks and spaces', () => {
    const text = `${'The envoy left. '.repeat(5)}Shells fell on the harbour, and the clinic closed for the night.`;
    const other = text.toUpperCase().replaceAll('. ', ' —\n\n');
    expect(resemblance(must(text), must(other))).toBe(1);
  });

  it('are not looked for among texts of a few words', () => {
    expect(signatureOf('Truce talks open as shelling cuts off towns')).toBeUndefined();
    expect(signatureOf('')).toBeUndefined();
  });

  it('are estimated by the share of neighbouring words in common', () => {
    fc.assert(
      fc.property(words, words, fc.double({ min: 0, max: 1, noNaN: true }), (kept, added, share) => {
        const other = [...kept.slice(0, Math.round(kept.length * share)), ...added];
        const estimate = resemblance(must(kept.join(' ')), must(other.join(' ')));
        // Five standard deviations of 120 draws.
        expect(Math.abs(estimate - jaccard(kept, other))).toBeLessThan(5 * Math.sqrt(0.25 / 120));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('meet in a band when they are the same story, and hardly ever when they have nothing in common', () => {
    fc.assert(
      fc.property(words, words, (kept, added) => {
        const copy = [...kept, ...added.slice(0, Math.floor(kept.length / 10))];
        expect(resemblance(must(kept.join(' ')), must(copy.join(' ')))).toBeGreaterThan(SAME_STORY_RESEMBLANCE);
        expect(meet(must(kept.join(' ')), must(copy.join(' ')))).toBe(true);
        expect(meet(must(kept.join(' ')), must(added.join(' ')))).toBe(false);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
