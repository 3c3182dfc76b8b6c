import type { CliContext } from '../cli-context.js';

const TERMINAL_EVERY_MS = 100;
const LOG_EVERY_MS = 5_000;

/** How far a feed is. */
export interface FeedCounts {
  readonly accepted: number;
  readonly rejected: number;
  /** Of the records' values. */
  readonly bytes: number;
}

/**
 * Shows how far it is on standard error: on a terminal one line that changes, elsewhere a line every five seconds, so
 * that a short feed is silent in a script.
 */
export class Progress {
  private readonly began = performance.now();
  private shownAt = this.began;
  private isShown = false;

  constructor(private readonly stderr: CliContext['stderr']) {}

  update(counts: FeedCounts): void {
    const now = performance.now();
    if (now - this.shownAt < (this.stderr.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) return;
    this.shownAt = now;
    this.isShown = true;
    const line = progressLine(counts, (now - this.began) / 1000);
    this.stderr.write(this.stderr.isTTY ? `\r\u001B[2K${line.slice(0, this.stderr.columns)}` : `${line}\n`);
  }

  /** Takes the line off the terminal, before anything else is written. */
  clear(): void {
    if (this.isShown && this.stderr.isTTY) this.stderr.write('\r\u001B[2K');
    this.isShown = false;
  }
}

function progressLine({ accepted, rejected, bytes }: FeedCounts, seconds: number): string {
  const wrong = rejected > 0 ? `, ${count(rejected)} rejected` : '';
  return `${count(accepted)} articles accepted${wrong}, ${size(bytes)}, ${count(Math.round(accepted / seconds))} articles/s`;
}

/** A number for people: `12,345`. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** Bytes for people: `1.2 MB`, in powers of 1000. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [value, unit] = bytes < 999_950 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toFixed(1)} ${unit}`;
}
