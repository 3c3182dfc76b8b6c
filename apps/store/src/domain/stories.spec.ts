import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { joinStories, type SameStory } from './stories.js';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const id = fc.constantFrom(...IDS);
const pairs = fc.array(fc.tuple(id, id), { maxLength: 12 });

/** Every article's story after all pairs are known, found out some at a time. */
function storiesAfter(steps: readonly (readonly SameStory[])[]): ReadonlyMap<string, string> {
  let storyOf = new Map(IDS.map((one) => [one, one]));
  for (const step of steps) {
    const joined = joinStories(storyOf, step);
    storyOf = new Map([...storyOf].map(([article, story]) => [article, joined.get(story) ?? story]));
  }
  return storyOf;
}

describe('stories', () => {
  it('have the least id of their articles', () => {
    expect([
      ...joinStories(new Map(), [
        ['b', 'c'],
        ['c', 'a'],
      ]),
    ]).toEqual([
      ['c', 'a'],
      ['b', 'a'],
    ]);
    expect([
      ...joinStories(
        new Map([
          ['x', 'a'],
          ['y', 'b'],
        ]),
        [['x', 'y']],
      ),
    ]).toEqual([['b', 'a']]);
    expect([...joinStories(new Map(), [])]).toEqual([]);
  });

  it('are the same in whatever order and portions the pairs are found', () => {
    fc.assert(
      fc.property(pairs, fc.array(pairs), (one, others) => {
        const together = [one, ...others].flat();
        const backwards = [...others, one].map((step) => step.map(([a, b]) => [b, a] as const));
        expect(storiesAfter([one, ...others])).toEqual(storiesAfter([together]));
        expect(storiesAfter(backwards)).toEqual(storiesAfter([together]));
      }),
    );
  });

  it('hold whoever is joined to one of them, and nobody else', () => {
    fc.assert(
      fc.property(pairs, (known) => {
        const storyOf = storiesAfter([known]);
        for (const [a, b] of known) expect(storyOf.get(a)).toBe(storyOf.get(b));
        const named = new Set(known.flat());
        const alone = [...storyOf].filter(([article]) => !named.has(article));
        expect(alone).toEqual(alone.map(([article]) => [article, article]));
      }),
    );
  });
});
