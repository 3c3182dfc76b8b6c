import { describe, expect, it } from 'vitest';

import { formatOfContent, formatOfName, LOOK_AT_BYTES } from './feed-format.js';

describe('telling what an input holds', () => {
  it.each([
    ['a.txt', 'text'],
    ['a.HTML', 'html'],
    ['a.json', 'json'],
    ['a.b.ndjson', 'ndjson'],
    ['a.jsonl', 'ndjson'],
    ['a', undefined],
    ['a.gz', undefined],
    ['-', undefined],
  ])('tells by the name %s', (name, format) => {
    expect(formatOfName(name)).toBe(format);
  });

  it.each([
    ['Troops left.', 'text'],
    ['[Kabul, Reuters] Troops left.', 'text'],
    ['', 'text'],
    ['{"body":"x"}', 'json'],
    ['{"body":"x"}\n', 'ndjson'],
    ['{"body":"x"}\n{"body":"y"}\n', 'ndjson'],
    ['{bad\n{"body":"y"}\n', 'ndjson'],
    ['{\n "body": "x",\n "authors": [\n  {"name": "n"}\n ]\n}\n', 'json'],
    ['[{"body":"x"},\n{"body":"y"}]', 'json'],
    ['[\n{"body":"x"},\n{"body":"y"}\n]\n', 'json'],
    ['{bad', 'json'],
  ])('tells by the content %j', (content, format) => {
    expect(formatOfContent(Buffer.from(content), true)).toBe(format);
  });

  it('asks for more while it cannot tell, and decides when it has seen enough', () => {
    const long = `{"body":"${'x'.repeat(LOOK_AT_BYTES)}`;
    expect(formatOfContent(Buffer.from(long.slice(0, 100)), false)).toBeUndefined();
    expect(formatOfContent(Buffer.from(long), false)).toBe('json');
  });
});
