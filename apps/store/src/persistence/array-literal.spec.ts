import { describe, expect, it } from 'vitest';

import { plainArray, textArray } from './array-literal.js';

describe('array literals', () => {
  it.each([
    [[], '{}'],
    [[1, -2.5e-7, undefined, true], '{1,-2.5e-7,NULL,true}'],
    [[undefined, undefined], '{NULL,NULL}'],
  ])('write %j plainly', (values, literal) => {
    expect(plainArray(values)).toBe(literal);
  });

  it.each([
    [[], '{}'],
    [['', 'NULL', undefined], '{"","NULL",NULL}'],
    [['a "b" \\ c', '{x,y}', 'ü\n'], '{"a \\"b\\" \\\\ c","{x,y}","ü\n"}'],
  ])('quote %j', (values, literal) => {
    expect(textArray(values)).toBe(literal);
  });
});
