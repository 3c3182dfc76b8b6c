import { describe, expect, it } from 'vitest';

import { modelNamed } from './model-name.js';

const VERSIONS = ['sitrep-labels-0998', 'sitrep-labels-0998-b', 'other-4c1d'];

describe('the name of a model', () => {
  it.each([
    ['4c1d', 'other-4c1d'],
    ['0998-b', 'sitrep-labels-0998-b'],
    ['sitrep-labels-0998', 'sitrep-labels-0998'],
  ])('may be a part of it: %s', (part, version) => {
    expect(modelNamed(part, VERSIONS)).toBe(version);
  });

  it.each([
    ['0998', 'Several models are called like 0998'],
    ['x', 'No stored label is of a model x: known are sitrep-labels-0998,'],
  ])('must be one model’s: %s', (part, message) => {
    expect(() => modelNamed(part, VERSIONS)).toThrow(message);
  });
});
