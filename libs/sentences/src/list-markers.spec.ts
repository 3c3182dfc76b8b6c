import { describe, expect, it } from 'vitest';

import { remark } from '../test/marked.js';
import { listMarkerAt } from './list-markers.js';

describe('lists', () => {
  it.each([
    '1) Feed the city 2) Open the port 3) Go home',
    '1.) Feed the city. 2.) Open the port.',
    '1. Feed the city 2. Open the port',
    'a. feed the city b. Open the port c. Go home',
    '• Feed the city • Open the port',
    '• 9. Feed the city • 10. Open the port',
    '⁃9. Feed the city ⁃10. Open the port',
  ])('each item is a sentence: %s', (text) => {
    expect(remark(text)).toBe(text.replace(/ (?=(?:[23]|b|c)[.)]|• (?!9)|⁃10)/g, ' |').replace('|• Feed', '• Feed'));
  });

  it.each([
    '(i) Feed them.\n|(ii) House them.\n|(iii) Go home.',
    'IV. Results of the vote',
    '1) Feed the city 7) Open the port',
    'A•B is a mark. |C is none.',
    'J. Odum spoke. |He left.',
    'He has 1) no food and 7) no water.',
  ])('%j', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    ['1. x', { style: '1.', ordinal: 1, end: 2 }],
    ['12.) x', { style: '1.)', ordinal: 12, end: 4 }],
    ['(b) x', { style: '(a)', ordinal: 2, end: 3 }],
    ['2021. x', undefined],
    ['1.5 x', undefined],
    ['1. “No.” x', { style: '1.', ordinal: 1, end: 2 }],
    ['B. ” x', undefined],
    ['b. . . . x', undefined],
    ['word', undefined],
    ['', undefined],
  ])('%j begins with %j', (text, marker) => {
    expect(listMarkerAt(text, 0)).toEqual(marker);
  });
});
