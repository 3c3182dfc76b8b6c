import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { arrayElements } from './json-array.js';

describe('cutting a JSON array into its elements', () => {
  it('gives each element with the line on which it begins', () => {
    expect(arrayElements('[{"a":1},\n\n {"b":[2,"],\\""]} , 3\n]\n')).toEqual([
      { text: '{"a":1}', line: 1 },
      { text: '{"b":[2,"],\\""]}', line: 3 },
      { text: '3', line: 3 },
    ]);
  });

  it('finds what JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2, '\t'), (values, indent) => {
        const elements = arrayElements(JSON.stringify(values, undefined, indent));
        expect(elements?.map(({ text }) => JSON.parse(text) as unknown)).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
  });

  it('leaves a wrong element to whoever reads it', () => {
    expect(arrayElements('[{"a":1},{bad},]')?.map(({ text }) => text)).toEqual(['{"a":1}', '{bad}', '']);
  });

  it.each(['', '{}', '"[]"', '[', '[1', '[1]]', '[1]2', '[{]', '["]'])('does not take %j for an array', (text) => {
    expect(arrayElements(text)).toBeUndefined();
  });

  it.each(['[]', ' [ \n] '])('finds nothing in %j', (text) => {
    expect(arrayElements(text)).toEqual([]);
  });
});
