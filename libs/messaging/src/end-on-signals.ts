import type { Logger } from '@sitrep/observability';

/** The parts of a process that are used, so that a test can do without one. */
export interface EndingProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

/** Orchestrators kill after 30 s; this leaves time to say so in the log. */
const DEADLINE_MS = 25_000;

/** Ends the process in order. Call it with a reason when the service can never go on: it then ends with exit code 1. */
export type EndProcess = (fatalReason?: string) => void;

/**
 * Ends the process on SIGTERM and SIGINT: `stop` has 25 s to stop everything in order, then the process exits with 0,
 * or with 1 when it failed or took too long. A second signal ends at once, with 1: nothing is lost by it, only
 * delivered again.
 *
 * This is the one place that decides the order in which things close; leave Nest's shutdown hooks off.
 *
 * @param stop first the messaging, then what its stages use (the database), then HTTP
 */
export function endOnSignals(
  stop: () => Promise<void>,
  logger: Logger,
  process: EndingProcess,
  deadlineMs = DEADLINE_MS,
): EndProcess {
  let ending = false;
  const end: EndProcess = (fatalReason) => {
    if (ending) return;
    ending = true;
    const timer = setTimeout(() => {
      logger.error({ deadlineMs }, 'stopping took too long');
      process.exit(1);
    }, deadlineMs);
    stop()
      .then(
        () => (fatalReason === undefined ? 0 : 1),
        (error: unknown) => {
          logger.error({ err: error }, 'stopping failed');
          return 1;
        },
      )
      .then((code) => {
        clearTimeout(timer);
        process.exit(code);
      })
      .catch(() => undefined);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      logger.info({ signal }, ending ? 'ending at once' : 'stopping');
      if (ending) process.exit(1);
      else end();
    });
  }
  return end;
}
