import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { adminKeyOf } from './admin-key.js';
import { startLocalStack } from './local-stack.js';
import { LocalStackError } from './local-stack-error.js';
import { answers, freePort, isFree } from './ports.js';
import { articleIdOf } from './feed-result.js';
import { tableHead, tableRow } from './sentence-table.js';
import { startServices, untilServiceReady } from './services.js';
import { addressOf } from './start-options.js';
import type { StartRun } from './start-run.js';
import type { Ledger } from './store-api.js';

/** A step of `npm start`. Each one may rely on what those before it left in the run. */
type Step = (run: StartRun) => Promise<void>;

/** What `npm start` does, in order. Packages and build come before: see bin/with-setup.mjs. */
export const startPlan: readonly Step[] = [
  checkGivenAddresses,
  startKafkaAndPostgres,
  createTopics,
  createTables,
  startAllServices,
  feedArticle,
  showSentencesAsTheyLand,
  showLedger,
  showAddresses,
];

const PREFERRED_PORTS = { kafka: 9092, postgres: 5432 };
const CLI = 'apps/cli/bin/sitrep.mjs';
const SAMPLE = fileURLToPath(new URL('../sample/article.txt', import.meta.url));
const POLL_MS = 100;
const NO_PROGRESS_AFTER_MS = 60_000;

async function checkGivenAddresses({ context: { options, report } }: StartRun): Promise<void> {
  if (options.portIsWanted && !(await isFree(options.port))) {
    throw new LocalStackError(
      `Port ${options.port} is taken: set SITREP_PORT to a free one, or stop what listens there.`,
    );
  }
  if (options.article !== undefined) checkArticle(options.article);
  for (const [setting, value] of [
    ['KAFKA_BROKERS', options.kafkaBrokers],
    ['DATABASE_URL', options.databaseUrl],
  ] as const) {
    if (value === undefined) continue;
    const { host, port } = addressOf(setting, value);
    if (!(await answers(port, host))) {
      throw new LocalStackError(
        `Nothing answers at ${host}:${port}: start it, or unset ${setting} to use the local one.`,
      );
    }
    report.done(setting === 'KAFKA_BROKERS' ? 'Kafka' : 'Postgres', `${host}:${port}, as ${setting} says`);
  }
}

function checkArticle(article: string): void {
  try {
    readFileSync(article);
  } catch (error) {
    throw new LocalStackError(`${article} cannot be read: give --article the path of a text or JSON file.`, {
      cause: error,
    });
  }
}

async function startKafkaAndPostgres(run: StartRun): Promise<void> {
  const { options, env, report, signal } = run.context;
  report.doing('Kafka', 'starting, together with Postgres');
  const starting = startLocalStack({
    dataDirectory: options.dataDirectory,
    env,
    kafkaBrokers: options.kafkaBrokers,
    databaseUrl: options.databaseUrl,
    ports: PREFERRED_PORTS,
    fresh: options.fresh,
    signal,
    onProgress: ({ part, state, detail }) =>
      state === 'ready' ? report.done(part, detail) : report.doing(part, detail, true),
  });
  await run.adopt(starting);
}

async function createTopics(run: StartRun): Promise<void> {
  run.context.report.doing('Topics', 'creating those that are missing');
  await run.runProgram(CLI, ['topics', 'create'], 'Creating the topics');
  run.context.report.done('Topics', 'there');
}

async function createTables(run: StartRun): Promise<void> {
  run.context.report.doing('Tables', 'migrating');
  await run.runProgram('dist/apps/store/src/migrate.js', [], 'The migration of the database');
  run.context.report.done('Tables', 'up to date');
}

async function startAllServices(run: StartRun): Promise<void> {
  const { options, env, root, report, signal } = run.context;
  const { stack } = run;
  run.adminKey = adminKeyOf(stack.directory, env);
  const began = performance.now();
  report.doing('Services', 'starting');
  const portIsFree = await isFree(options.port);
  if (!portIsFree && options.portIsWanted) {
    throw new LocalStackError(
      `Port ${options.port} is taken: set SITREP_PORT to a free one, or stop what listens there.`,
    );
  }
  if (!portIsFree) report.line(`  Port ${options.port} is taken, so the API gets another one (SITREP_PORT sets it).`);
  run.services = await startServices({
    root,
    env,
    kafkaBrokers: stack.kafkaBrokers,
    databaseUrls: run.databaseUrls,
    adminKey: run.adminKey,
    storePort: portIsFree ? options.port : await freePort(),
    logs: stack.directory.logs,
    supervisor: stack.supervisor,
  });
  await Promise.all(run.services.map(async (service) => untilServiceReady(service, signal)));
  appendFileSync(stack.directory.environment, `SITREP_URL=${run.store.address}\nSITREP_KEY=${run.adminKey}\n`);
  const names = run.services.map(({ process }) => process.name).join(', ');
  report.done('Services', `${names}, ready in ${seconds(began)}`);
}

async function feedArticle(run: StartRun): Promise<void> {
  const article = run.context.options.article ?? SAMPLE;
  const output = await run.runProgram(CLI, ['feed', article, '--json'], `Feeding ${article}`);
  run.articleId = articleIdOf(output);
  run.context.report.done('Article', `${shortPath(run.context.root, article)}, fed to the topic as ${run.articleId}`);
}

async function showSentencesAsTheyLand(run: StartRun): Promise<void> {
  const { report, signal } = run.context;
  const shown = new Set<number>();
  report.line();
  report.line(report.paint('dim', tableHead()));
  for (let lastProgress = Date.now(); ;) {
    signal.throwIfAborted();
    // The ledger is asked first: when it says that all has arrived, the sentences that follow are all there.
    const ledger = await run.store.ledger(run.articleId);
    const fresh = (await run.store.labelledSentences(run.articleId)).filter(({ index }) => !shown.has(index));
    for (const sentence of fresh) {
      report.line(tableRow(sentence, report.width, (colour, text) => report.paint(colour, text)));
      shown.add(sentence.index);
    }
    if (fresh.length > 0) lastProgress = Date.now();
    if (ledger && ledger.split > 0 && ledger.inFlight === 0) return report.line();
    if (Date.now() - lastProgress > NO_PROGRESS_AFTER_MS) {
      throw new LocalStackError(
        `The article did not arrive within ${NO_PROGRESS_AFTER_MS / 1000} s: look into the logs in ${run.stack.directory.logs}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The ledger in a sentence. */
export function ledgerLine({ split, stored, deadLettered, inFlight, balanced }: Ledger): string {
  const sum = `${split} sentences split = ${stored} stored + ${deadLettered} dead-lettered + ${inFlight} in flight`;
  return `${sum}: ${balanced ? 'balanced' : 'NOT balanced'}`;
}

async function showLedger(run: StartRun): Promise<void> {
  const ledger = await run.store.ledger();
  if (ledger) run.context.report.done('Ledger', ledgerLine(ledger));
}

async function showAddresses(run: StartRun): Promise<void> {
  const { report, root } = run.context;
  const { address } = run.store;
  report.done('API', `${address}/v1/articles`);
  report.done('API docs', `${address}/docs`);
  // What stands after # never leaves the browser; the page takes it out of the address.
  report.done('Page', `${address}/#key=${run.adminKey}`);
  report.done('Logs', shortPath(root, run.stack.directory.logs));
}

/** Inside the checkout a path is shown from there. */
function shortPath(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') ? path : inside;
}

/** Time since `began` (as of performance.now()), for people. */
export function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
