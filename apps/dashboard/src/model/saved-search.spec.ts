import { describe, expect, it } from 'vitest';

import { choicesOf, filterWords, ruleWords, searchIn } from './saved-search.js';

describe('a saved search', () => {
  it.each([
    [{}, 'every sentence'],
    [{ label: 'military', q: 'strike -drill' }, 'military, “strike -drill”'],
    [{ needsReview: 'true', source: 'A wire' }, 'to be reviewed, from A wire'],
    [{ needsReview: 'false' }, 'not to be reviewed'],
  ])('with the filter %j is of: %s', (filter, words) => {
    expect(filterWords(filter, 'UTC')).toBe(words);
  });

  it.each([
    [[], 'gives no alarm'],
    [[{ kind: 'count', moreThan: 1_000, withinMinutes: 60 }], 'alarm when more than 1,000 in 60 min'],
    [
      [{ kind: 'count', moreThan: 5, withinMinutes: 1 }, { kind: 'silence' }],
      'alarm when more than 5 in 1 min, or none come though some usually do',
    ],
  ] as const)('with the rules %j: %s', (rules, words) => {
    expect(ruleWords(rules)).toBe(words);
  });

  it('has the rules that are ticked in its form', () => {
    const fields = new FormData();
    for (const [name, value] of [
      ['name', ' Strikes '],
      ['moreThan', '50'],
      ['withinMinutes', '60'],
    ] as const)
      fields.set(name, value);
    const search = { name: 'Strikes', filter: 'label=military' };
    expect(searchIn(fields, { label: 'military' })).toEqual({ ...search, rules: [] });
    fields.set('silence', 'on');
    fields.set('count', 'on');
    const rules = [{ kind: 'count', moreThan: 50, withinMinutes: 60 }, { kind: 'silence' }];
    expect(searchIn(fields, { label: 'military' })).toEqual({ ...search, rules });
  });

  it('comes out of its form as it went in, with rules that the form has no room for', () => {
    const rules = [
      { kind: 'count', moreThan: 50, withinMinutes: 60 },
      { kind: 'silence' },
      { kind: 'count', moreThan: 500, withinMinutes: 1_440 },
    ] as const;
    const { count, silence, others } = choicesOf(rules);
    expect([count, silence, others]).toEqual([rules[0], true, [rules[2]]]);
    const fields = new FormData();
    for (const [name, value] of Object.entries({ name: 'Strikes', count: 'on', moreThan: '7', withinMinutes: '60' })) {
      fields.set(name, value);
    }
    expect(searchIn(fields, {}, others).rules).toEqual([{ ...rules[0], moreThan: 7 }, rules[2]]);
  });
});
