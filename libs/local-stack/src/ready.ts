import { LocalStackError } from './local-stack-error.js';
import { lastLines, tailOf } from './log-file.js';
import { answers } from './ports.js';
import type { GuardedProcess } from './supervisor.js';

const POLL_MS = 40;

/** What says that a server is up: a line in its log, and that its port answers. */
export interface Readiness {
  readonly port: number;
  readonly logLine: string;
  readonly timeoutMs: number;
}

/** A server that ended before it was ready, with the end of its log to judge by. */
export class EndedBeforeReady extends Error {
  constructor(
    readonly server: string,
    readonly log: string,
  ) {
    super(`${server} ended before it was ready: ${lastLines(log, 5).join(' | ')}`);
  }
}

/**
 * Resolves when a server is up.
 *
 * @throws EndedBeforeReady when it ended; LocalStackError when it takes too long (it is left running)
 */
export async function untilReady(server: GuardedProcess, { port, logLine, timeoutMs }: Readiness): Promise<void> {
  for (const until = Date.now() + timeoutMs; ;) {
    const exit = server.exit();
    if (exit) throw new EndedBeforeReady(server.name, exit.log);
    if (tailOf(server.logFile, 65_536).includes(logLine) && (await answers(port))) return;
    if (Date.now() > until) {
      throw new LocalStackError(
        `${server.name} was not ready after ${timeoutMs / 1000} s: look into ${server.logFile} and start again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const knownFailures: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/No space left on device/i, 'the disk is full: free about 1 GB and start again'],
  [
    /Permission denied|AccessDeniedException/i,
    'it may not write its data: start as the user who owns the data directory',
  ],
  [
    /OutOfMemoryError|Cannot allocate memory|insufficient memory/i,
    'there is not enough memory: free about 1 GB and start again',
  ],
  [/error while loading shared libraries/i, 'a system library is missing: install it and start again'],
];

/** One sentence about a server that did not come up, with what to do. */
export function explainEnd({ server, log }: EndedBeforeReady, logFile: string): LocalStackError {
  const known = knownFailures.find(([pattern]) => pattern.test(log));
  const last = lastLines(log, 1)[0]?.slice(0, 200) ?? 'it wrote nothing';
  const advice =
    known?.[1] ?? `look into ${logFile}, or begin anew with \`npm start -- --fresh\`; its last words: ${last}`;
  return new LocalStackError(`${server} did not start: ${advice}.`);
}

/** True when a server ended because somebody else took its port in the meantime. */
export function portWasTaken({ log }: EndedBeforeReady): boolean {
  return /Address already in use|could not bind/i.test(log);
}
