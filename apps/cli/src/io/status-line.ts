import type { CliContext } from '../cli-context.js';

const TERMINAL_EVERY_MS = 100;
const LOG_EVERY_MS = 5_000;

/**
 * One line on standard error that says how far it is: on a terminal it changes, elsewhere there is a line every five
 * seconds, so that what is short is silent in a script.
 */
export class StatusLine {
  private shownAt = performance.now();
  private isShown = false;

  constructor(private readonly stderr: CliContext['stderr']) {}

  /** @param tell the line; it is only asked for when it is shown */
  update(tell: () => string): void {
    const now = performance.now();
    if (now - this.shownAt < (this.stderr.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) return;
    this.shownAt = now;
    this.isShown = true;
    const text = tell();
    this.stderr.write(this.stderr.isTTY ? `\r\u001B[2K${text.slice(0, this.stderr.columns)}` : `${text}\n`);
  }

  /** Takes the line off the terminal, before anything else is written. */
  clear(): void {
    if (this.isShown && this.stderr.isTTY) this.stderr.write('\r\u001B[2K');
    this.isShown = false;
  }
}

const SAID_AFTER_MS = 1_000;

/** Says on a terminal what is waited for, as soon as that takes longer than a second. */
export async function whileWaiting<T>(
  { stderr }: Pick<CliContext, 'stderr'>,
  what: string,
  work: Promise<T>,
): Promise<T> {
  if (!stderr.isTTY) return work;
  const line = new StatusLine(stderr);
  const began = performance.now();
  const text = (): string => `waiting for ${what}, ${Math.round((performance.now() - began) / 1_000)} s`;
  const timer = setInterval(() => line.update(text), SAID_AFTER_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    line.clear();
  }
}
