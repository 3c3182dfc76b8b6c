import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { BadCorpusLine, readCorpus } from './read-corpus.js';

const directory = mkdtempSync(join(tmpdir(), 'sitrep-corpus-'));
const fileOf = (...lines: readonly string[]): string => {
  const path = join(directory, 'corpus.ndjson');
  writeFileSync(path, lines.join('\n'));
  return path;
};
const GOOD = '{"text":"A convoy left.","label":"military"}';

describe('readCorpus', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('reads rows, with null and false where a field is left out', () => {
    expect(readCorpus(fileOf(GOOD, ''))).toEqual([
      { text: 'A convoy left.', label: 'military', alt: null, none: false },
    ]);
  });

  it.each(['{"text":"x"', '{"text":"x","label":"naval"}', '{"text":"","label":"military"}', '[]'])(
    'names file and line of %s',
    (line) => {
      const read = (): unknown => readCorpus(fileOf(GOOD, line));
      expect(read).toThrow(BadCorpusLine);
      expect(read).toThrow(/corpus\.ndjson:2: /);
    },
  );
});
