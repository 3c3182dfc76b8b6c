import { describe, expect, it } from 'vitest';

import { decodeText, formatOf, readTextLine } from './text-input.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const line = (text: string | Uint8Array) =>
  readTextLine({ number: 7, bytes: typeof text === 'string' ? bytes(text) : text, tooLong: false });

describe('reading texts', () => {
  it.each([
    ['{"id":"a","text":"x"}', 'ndjson'],
    ['\n\n  { "text": "x" }', 'ndjson'],
    ['\uFEFF{"text":"x"}', 'ndjson'],
    ['{}', 'ndjson'],
    ['Troops left.', 'text'],
    ['{noted} Troops left.', 'text'],
    ['["Troops left."]', 'text'],
    ['"Troops left."', 'text'],
    ['', undefined],
    [' \n', undefined],
    ['{ \n', undefined],
  ])('tells by the beginning what %j is', (text, format) => {
    expect(formatOf(bytes(text))).toBe(format);
  });

  it.each([
    ['{"id":"a","text":"x"}', { id: 'a', text: 'x' }],
    ['{"id":3,"text":"x","more":[1]}', { id: 3, text: 'x' }],
    ['{"text":""}', { id: '7', text: '' }],
    ['{"id":null,"text":"x"}', { id: '7', text: 'x' }],
    ['{"id":"a","text":"\\ud800"}', { id: 'a', text: '\ud800' }],
  ])('takes %s', (text, input) => {
    expect(line(text)).toEqual(input);
  });

  it.each([
    ['{bad', 'the line is not one JSON document'],
    ['{"text":"x"}{"text":"y"}', 'the line is not one JSON document'],
    ['null', 'expected a JSON object'],
    ['["x"]', 'expected a JSON object'],
    ['"x"', 'expected a JSON object'],
    ['{"id":"a"}', '"text" must be a string'],
    ['{"text":3}', '"text" must be a string'],
    ['{"id":{},"text":"x"}', '"id" must be a string or a number, or be left out'],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'the line is not UTF-8'],
  ])('says what is wrong with %s', (text, message) => {
    expect(line(text)).toEqual({ line: 7, message });
  });

  it('says that a line is too long', () => {
    expect(readTextLine({ number: 1, bytes: new Uint8Array(), tooLong: true })).toHaveProperty('message');
  });

  it('leaves out a byte order mark, and guesses no encoding', () => {
    expect(decodeText(bytes('\uFEFFa'))).toBe('a');
    expect(decodeText(Buffer.from([0x61, 0xff]))).toBeUndefined();
  });
});
