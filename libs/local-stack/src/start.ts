/**
 * `npm start`: starts everything, shows the sample article going through, stays until it is told to end, stops everything.
 * bin/with-setup.mjs runs it when packages and build are there.
 * @module
 */
import { fileURLToPath } from 'node:url';

import { ConsoleReporter } from './console-reporter.js';
import { LocalStackError } from './local-stack-error.js';
import { lastLines } from './log-file.js';
import { ProcessEnded } from './services.js';
import { startOptions } from './start-options.js';
import { seconds, startPlan } from './start-plan.js';
import { StartRun } from './start-run.js';

const LOG_LINES = 20;
/** As shells report a program that Ctrl-C ended: it never got to where Ctrl-C is the way out. */
const STOPPED_EARLY = 130;

/** Why a run ended without a failure. */
class Ended extends Error {
  override readonly name = 'Ended';
}

/** Aborted by Ctrl-C, by SIGTERM or SIGHUP, and when the process that started us is gone. Repeats change nothing. */
function untilToldToEnd(report: ConsoleReporter): AbortSignal {
  const controller = new AbortController();
  const end = (): void => {
    if (!controller.signal.aborted) report.line();
    controller.abort(new Ended('told to end'));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.once('disconnect', end);
  process.channel?.unref();
  return controller.signal;
}

async function run(report: ConsoleReporter): Promise<void> {
  const began = performance.now();
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const options = startOptions(process.argv.slice(2), process.env, root);
  let isUp = false;
  const started = new StartRun({ options, env: process.env, root, report, signal: untilToldToEnd(report) });
  try {
    for (const step of startPlan) await Promise.race([step(started), started.failure]);
    isUp = true;
    report.line();
    report.line(`  ${report.paint('bold', `Up after ${seconds(began)}.`)} Ctrl-C stops everything.`);
    await started.failure;
  } catch (error) {
    if (error instanceof ProcessEnded)
      for (const line of lastLines(error.exit.log, LOG_LINES)) report.line(`    ${line}`);
    if (!(error instanceof Ended)) throw error;
    if (!isUp) process.exitCode = STOPPED_EARLY;
  } finally {
    await started.stop();
  }
}

/** One sentence for people; the stack trace only for those who ask for it. */
function explain(error: unknown): string {
  if (process.env['SITREP_DEBUG'] === '1')
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (error instanceof LocalStackError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something unexpected failed: ${message} (start with SITREP_DEBUG=1 to see where).`;
}

// A closed pipe (`npm start | head`) is no reason to leave Kafka and Postgres without an orderly stop.
process.stdout.on('error', () => undefined);
const report = new ConsoleReporter(process.stdout, process.stdout.isTTY && !process.env['NO_COLOR']);
try {
  await run(report);
} catch (error) {
  report.line();
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
