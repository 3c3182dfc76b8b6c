import { describe, expect, it } from 'vitest';

import { parseGoldLine } from './read-gold.js';

describe('a line of gold', () => {
  it('is a text and its sentences; other fields do not matter', () => {
    const line = '{"id": 7, "input": "A. B.", "sentences": ["A.", "B."], "source": "x"}';
    expect(parseGoldLine(line, 'f.jsonl', 3)).toEqual({ id: '7', input: 'A. B.', sentences: ['A.', 'B.'] });
  });

  it('without an id is called by its place', () => {
    expect(parseGoldLine('{"input": "", "sentences": []}', 'f.jsonl', 3).id).toBe('line 3');
  });

  it.each([
    ['{', 'f.jsonl:3: not a JSON object'],
    ['[]', 'f.jsonl:3: not a JSON object'],
    ['null', 'f.jsonl:3: not a JSON object'],
    ['{"sentences": []}', 'f.jsonl:3: "input" must be a string'],
    ['{"input": "A."}', 'f.jsonl:3: "sentences" must be an array of strings'],
    ['{"input": "A.", "sentences": [1]}', 'f.jsonl:3: "sentences" must be an array of strings'],
  ])('%s is refused: %s', (line, message) => {
    expect(() => parseGoldLine(line, 'f.jsonl', 3)).toThrow(message);
  });
});
