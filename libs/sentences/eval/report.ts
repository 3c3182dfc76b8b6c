import { basename } from 'node:path';

import type { FileResult, MissedDocument } from './evaluate.js';
import { scoresOf, sum, type Counts } from './score.js';

const HEADINGS = ['file', 'documents', 'exact', 'precision', 'recall', 'F1'];
const GAP = '  ';
const COLOURS = { bold: '\u001B[1m', extra: '\u001B[31m', missed: '\u001B[33m', off: '\u001B[0m' };
const MOST_MISSES_A_DOCUMENT = 10;

/** The scores in the form that the data's own page asks for; fractions of 1. */
export function jsonReport(results: readonly FileResult[]): object {
  return {
    files: results.map(({ file, counts }) => ({ file, ...scoresOf(counts) })),
    total: scoresOf(total(results)),
  };
}

/** One line a file and one for all, in columns. */
export function tableReport(results: readonly FileResult[], colour: boolean): string {
  const rows = results.map(({ file, counts }) => rowOf(basename(file), counts));
  const last = rowOf('all', total(results));
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...[...rows, last].map((row) => (row[column] ?? '').length)),
  );
  const lines = [HEADINGS, ...rows, last].map((row) => alignRow(row, widths));
  return lines.map((line, at) => (colour && (at === 0 || at === lines.length - 1) ? embolden(line) : line)).join('\n');
}

/** The documents with the most misses first: ＋ a boundary too many, − one too few, the boundary drawn as ‖. */
export function errorReport(results: readonly FileResult[], colour: boolean): string {
  const worst = results.flatMap((result) => result.missed).sort((a, b) => b.misses.length - a.misses.length);
  return worst.map((document) => describe(document, colour)).join('\n\n');
}

function describe({ file, id, misses }: MissedDocument, colour: boolean): string {
  const shown = misses.slice(0, MOST_MISSES_A_DOCUMENT).map(({ kind, before, after }) => {
    const sign = kind === 'extra' ? '+' : '-';
    const mark = colour ? `${COLOURS[kind]}‖${COLOURS.off}` : '‖';
    return `  ${sign} ${before}${mark}${after}`;
  });
  const rest = misses.length - shown.length;
  const more = rest > 0 ? [`  … and ${rest} more`] : [];
  return [`${basename(file)} ${id}: ${misses.length}`, ...shown, ...more].join('\n');
}

function rowOf(name: string, counts: Counts): string[] {
  const { documents, exact, precision, recall, f1 } = scoresOf(counts);
  return [name, String(documents), String(exact), percent(precision), percent(recall), percent(f1)];
}

function alignRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
    .join(GAP);
}

function total(results: readonly FileResult[]): Counts {
  return sum(results.map((result) => result.counts));
}

function percent(fraction: number): string {
  return (fraction * 100).toFixed(2);
}

function embolden(line: string): string {
  return `${COLOURS.bold}${line}${COLOURS.off}`;
}
