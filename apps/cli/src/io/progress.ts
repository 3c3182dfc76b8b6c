import type { CliContext } from '../cli-context.js';
import { count, counted } from '../domain/count.js';
import { StatusLine } from './status-line.js';

/** How far a feed is. */
export interface FeedCounts {
  readonly accepted: number;
  readonly rejected: number;
  /** Of the records' values. */
  readonly bytes: number;
}

/** Shows how far a feed is. */
export class Progress {
  private readonly began = performance.now();
  private readonly line: StatusLine;

  constructor(stderr: CliContext['stderr']) {
    this.line = new StatusLine(stderr);
  }

  update(counts: FeedCounts): void {
    this.line.update(() => progressLine(counts, (performance.now() - this.began) / 1000));
  }

  /** Takes the line off the terminal, before anything else is written. */
  clear(): void {
    this.line.clear();
  }
}

function progressLine({ accepted, rejected, bytes }: FeedCounts, seconds: number): string {
  const wrong = rejected > 0 ? `, ${count(rejected)} rejected` : '';
  return `${counted(accepted, 'article')} accepted${wrong}, ${size(bytes)}, ${count(Math.round(accepted / seconds))} articles/s`;
}

/** Bytes for people: `1.2 MB`, in powers of 1000. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [value, unit] = bytes < 999_950 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toFixed(1)} ${unit}`;
}
