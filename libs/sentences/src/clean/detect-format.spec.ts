import { describe, expect, it } from 'vitest';

import { detectFormat } from './detect-format.js';

describe('detectFormat', () => {
  it.each([
    '<p>He came.',
    'One<br>two',
    'One<BR />two',
    'He <a href="https://x.example">came</a>.',
    ' \n<!DOCTYPE html><title>x',
    '<p class="lead">He came',
    'It was <i>long</i>.',
  ])('%j is HTML', (text) => {
    expect(detectFormat(text)).toBe('html');
  });

  it.each([
    'a < b',
    'if a <b and c> d',
    'Ann Roe <ann@roe.example> wrote.',
    'See <https://x.example>.',
    'He is <sic> there </sic>.',
    '<3 for all',
    'He came. She left.',
    '',
  ])('%j is plain', (text) => {
    expect(detectFormat(text)).toBe('plain');
  });
});
