import { describe, expect, it } from 'vitest';

import type { FileResult } from './evaluate.js';
import { missesOf } from './misses.js';
import { errorReport, jsonReport, tableReport } from './report.js';

const counts = { documents: 2, exact: 1, right: 1, found: 2, expected: 2 };
const misses = missesOf('A b. C d. E f.', ['A b.', 'C d. E f.'], ['A b. C d.', 'E f.']);
const results: FileResult[] = [{ file: 'dir/f.jsonl', counts, missed: [{ file: 'dir/f.jsonl', id: 'x', misses }] }];

describe('the report of an evaluation', () => {
  it('is a table with a line for all', () => {
    expect(tableReport(results, false).split('\n')).toEqual([
      'file     documents  exact  precision  recall     F1',
      'f.jsonl          2      1      50.00   50.00  50.00',
      'all              2      1      50.00   50.00  50.00',
    ]);
  });

  it('is fractions for machines', () => {
    const scores = { documents: 2, exact: 1, precision: 0.5, recall: 0.5, f1: 0.5 };
    expect(jsonReport(results)).toEqual({ files: [{ file: 'dir/f.jsonl', ...scores }], total: scores });
  });

  it('draws each miss where it is', () => {
    expect(errorReport(results, false).split('\n')).toEqual([
      'f.jsonl x: 2',
      '  + A b.‖ C d. E f.',
      '  - A b. C d.‖ E f.',
    ]);
  });

  it('is coloured when asked', () => {
    expect(errorReport(results, true)).toContain('\u001B[31m‖\u001B[0m');
    expect(tableReport(results, true)).toContain('\u001B[1m');
  });
});
