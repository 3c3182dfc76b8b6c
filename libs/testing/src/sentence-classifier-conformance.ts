import { LABELS } from '@sitrep/contracts';
import type { Classification, SentenceClassifier } from '@sitrep/labels';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A classifier to hold to its port, and how to end what it started. */
export interface ClassifierUnderTest {
  readonly classifier: SentenceClassifier;
  readonly stop?: () => Promise<void>;
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['white space', ' \t\n\u00a0'],
  ['a megabyte without a space', 'a'.repeat(1_000_000)],
  ['a megabyte of words', 'shelling '.repeat(111_111)],
  ['lone surrogates', '\ud83d attack \udc00'],
  ['emoji and controls', '🚑🚒\u0000\u0007 convoy \u202e'],
  ['other scripts', 'Войска вошли в город 部队进入城市 القوات'],
];
const PLAIN = [
  'Warplanes bombed the airfield before dawn.',
  'The two governments signed an accord on the border.',
  'Aid agencies fed forty thousand displaced people in the camps.',
];

/** What every {@link SentenceClassifier} promises, as tests. */
export function describeSentenceClassifier(
  name: string,
  start: () => ClassifierUnderTest | Promise<ClassifierUnderTest>,
): void {
  describe(`${name} as a sentence classifier`, () => {
    let underTest: ClassifierUnderTest;
    beforeAll(async () => {
      underTest = await start();
    });
    afterAll(() => underTest.stop?.());
    const one = async (text: string): Promise<Classification> => {
      const [classification] = await underTest.classifier.classify([text]);
      return classification!;
    };

    it('has a version that can stand on a label', () => {
      expect(underTest.classifier.modelVersion).toMatch(/^\S{1,200}$/);
    });

    it('answers an empty batch with an empty one', async () => {
      expect(await underTest.classifier.classify([])).toEqual([]);
    });

    it('answers in the order of the texts, however they are batched', async () => {
      const alone = await Promise.all(PLAIN.map(one));
      expect(await underTest.classifier.classify(PLAIN)).toEqual(alone);
      expect(await underTest.classifier.classify(PLAIN.toReversed())).toEqual(alone.toReversed());
    });

    it.each(HOSTILE)('says something sound of %s', async (_, text) => {
      expectSound(text, await one(text));
    });

    it('says something sound of any string, and the same each time', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
          const classification = await one(text);
          expectSound(text, classification);
          expect(await one(text)).toEqual(classification);
        }),
        { numRuns: 25 },
      );
    });
  });
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;

function expectSound(text: string, { label, confidence, scores, none, evidence }: Classification): void {
  const shares = LABELS.map((name) => scores[name]);
  expect([...shares, none].every(isShare)).toBe(true);
  expect(shares.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
  expect(scores[label]).toBe(Math.max(...shares));
  expect(confidence).toBe(scores[label]);
  expect(evidence.length).toBeLessThanOrEqual(50);
  for (const { text: words, start, end, weight } of evidence) {
    expect(words).toBe(text.slice(start, end));
    expect(Number.isFinite(weight)).toBe(true);
  }
  const sizes = evidence.map(({ weight }) => Math.abs(weight));
  expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
}
