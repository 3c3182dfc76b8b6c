import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tellingTerms, wordsOf } from './telling-terms.js';

const many = (text: string, times: number): readonly string[] => Array.from({ length: times }, () => text);

describe('telling terms', () => {
  it('are words, each once a sentence, whatever the script', () => {
    expect([...wordsOf('The UN’s cease-fire — the 3rd in 2026, in Київ: سلام.')]).toEqual([
      'the',
      "un's",
      'cease-fire',
      'rd',
      'in',
      'київ',
      'سلام',
    ]);
  });

  it('are those of the set and not those of all', () => {
    const set = many('The army shelled the town', 30);
    const others = [...many('The envoy met the army', 30), ...many('The town was quiet', 30)];
    const [first, ...rest] = tellingTerms(set, others, 10);
    expect(first).toMatchObject({ term: 'shelled', count: 30, othersCount: 0 });
    expect(first?.z).toBeGreaterThan(1.96);
    expect(rest.map(({ term }) => term)).not.toContain('envoy');
    const the = rest.find(({ term }) => term === 'the');
    expect(the?.z ?? 0).toBeLessThan(1.96);
  });

  it('are not the rare ones: once is chance', () => {
    expect(tellingTerms(['Zeppelin'], many('The envoy met the army', 30), 10)).toEqual([]);
  });

  it('do not exist between a set and itself', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem(), { maxLength: 20 }), (texts) => {
        expect(tellingTerms(texts, texts, 10)).toEqual([]);
      }),
    );
  });
});
