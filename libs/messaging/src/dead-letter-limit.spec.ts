import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DeadLetterLimit } from './dead-letter-limit.js';

const observe = (limit: DeadLetterLimit, verdicts: readonly boolean[]): string | undefined => {
  for (const verdict of verdicts) limit.observe(verdict);
  return limit.exceeded();
};
const times = (count: number, verdict: boolean): boolean[] => Array.from({ length: count }, () => verdict);

describe('the limit of dead letters', () => {
  it.each([
    ['a hundred in a row are taken', times(100, true), {}, undefined],
    ['one more is too many', times(101, true), {}, 'More than 100 records in a row were rejected.'],
    [
      'a good one between begins a new row',
      [...times(100, true), false, ...times(99, true)],
      { maxRatio: 1 },
      undefined,
    ],
    ['half of the records is taken', times(400, true).map((_, index) => index % 2 === 0), {}, undefined],
    [
      'more than half is too much',
      Array.from({ length: 240 }, (_, index) => index % 3 !== 0),
      {},
      '160 of the last 240 records were rejected; the limit is 50 %.',
    ],
    ['few records say nothing', [true, true, false, true], { maxConsecutive: 3 }, undefined],
  ])('%s', (_, verdicts, options, sentence) => {
    expect(observe(new DeadLetterLimit(options), verdicts)).toBe(sentence);
  });

  it('looks at the last records only', () => {
    const limit = new DeadLetterLimit({ window: 10, minRecords: 10, maxConsecutive: 1_000 });
    expect(observe(limit, times(50, true))).toContain('10 of the last 10');
    expect(observe(limit, times(5, false))).toBeUndefined();
  });

  it('goes on from its memo as if it had never ended', () => {
    const options = { window: 20, minRecords: 5, maxConsecutive: 4 };
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 60 }),
        fc.array(fc.boolean(), { maxLength: 30 }),
        (before, after) => {
          const limit = new DeadLetterLimit(options);
          observe(limit, before);
          const restored = DeadLetterLimit.restore(limit.memo(), options);
          expect(observe(restored, after)).toBe(observe(limit, after));
          expect(restored.memo()).toBe(limit.memo());
        },
      ),
    );
  });

  it.each([undefined, '', 'x', 'dead-letters 1 2', `dead-letters ${'9'.repeat(40)} 1 AA`])(
    'begins anew from the memo %j',
    (memo) => {
      expect(DeadLetterLimit.restore(memo).memo()).toBe('dead-letters 0 0 ');
    },
  );

  it('keeps its memo short', () => {
    const limit = new DeadLetterLimit();
    observe(limit, times(5_000, true));
    expect(limit.memo().length).toBeLessThan(200);
  });

  it('is copied whole, and the copy counts for itself', () => {
    const limit = new DeadLetterLimit({ maxConsecutive: 3 });
    observe(limit, times(2, true));
    expect(observe(limit.copy(), times(2, true))).toContain('More than 3');
    expect(observe(limit, times(1, true))).toBeUndefined();
  });
});
