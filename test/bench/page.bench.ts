import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { components } from '@sitrep/api-client';
import { startLocalStack } from '@sitrep/local-stack';
import { splitSentences } from '@sitrep/sentences';
import type { CDPSession, Page } from 'playwright-core';

import { eventually } from '../../libs/testing/src/eventually.js';
import { openPage, startBrowser, watchStreams } from '../e2e/browser.js';
import { Pipeline } from '../e2e/pipeline.js';
import { madeUpArticles, type MadeUpArticle } from '../screenshots/articles.js';

/** Before this much has gone by, caches fill and code is compiled: that is no growth. */
const WARM_UP_MS = 30_000;
const MINUTE_MS = 60_000;
const PACE_MS = 250;
const PATIENCE_MS = 10_000;
const LONG_TASK_MS = 200;
const DAYS = 14;
const MAKE_AT_ONCE = 500;

/** Notes how long the tasks of the page are that are long. Runs in the page, before the page does. */
const WATCH_TASKS = `{
  window.longTasks = [];
  new PerformanceObserver((list) => {
    window.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}`;

type Ledger = components['schemas']['Ledger'];

interface Load {
  readonly minutes: number;
  /** Sentences a second. */
  readonly rate: number;
}

/** The page at one moment. */
interface Reading {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly stored: number;
}

interface Figures {
  readonly view: string;
  readonly minutes: number;
  readonly sentencesPerSecond: number;
  /** How many came in while the page was open, by what the stream told it, and by the ledger. */
  readonly sentences: { readonly told: number; readonly stored: number };
  /** After a collection, when it begins and after each minute. */
  readonly heapMegabytes: readonly number[];
  readonly growthMegabytes: number;
  readonly nodes: { readonly before: number; readonly after: number };
  readonly listeners: { readonly before: number; readonly after: number };
  readonly longTasks: { readonly over200ms: number; readonly longestMs: number };
}

/** Leaves the page open in a real browser while sentences come in: what it keeps, and when it stands still. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      minutes: { type: 'string', default: '10' },
      rate: { type: 'string', default: '200' },
      view: { type: 'string', default: '#/' },
    },
  });
  const directory = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  await chmod(directory, 0o755);
  const stack = await startLocalStack({ dataDirectory: directory, env: process.env });
  const pipeline = await Pipeline.start(stack);
  const browser = await startBrowser();
  try {
    await pipeline.runAll();
    const page = await openPage(browser, {}, []);
    await page.addInitScript(WATCH_TASKS);
    let [told, rest, hasBegun] = [0, '', false];
    await watchStreams(page, (_, text) => {
      hasBegun = true;
      const events = (rest + text).split('\n\n');
      rest = events.pop() ?? '';
      told += events.filter((event) => event.includes('"kind":"stored"')).length;
    });
    await page.goto(`${pipeline.service('store').url}/${values.view}`);
    await eventually(() => hasBegun, Boolean);
    const figures = await soak(pipeline, page, () => told, {
      minutes: Number(values.minutes),
      rate: Number(values.rate),
    });
    console.log(values.json === true ? JSON.stringify(figures) : render(figures));
  } finally {
    await browser.close();
    await pipeline.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function soak(pipeline: Pipeline, page: Page, told: () => number, { minutes, rate }: Load): Promise<Figures> {
  const devTools = await page.context().newCDPSession(page);
  const articles = endlessArticles();
  await feedEvenly(pipeline, articles, rate, WARM_UP_MS);
  const before = await read(pipeline, devTools);
  await page.evaluate('window.longTasks = []');
  const readings = [before];
  for (let left = minutes * MINUTE_MS; left > 0; left -= MINUTE_MS) {
    await feedEvenly(pipeline, articles, rate, Math.min(left, MINUTE_MS));
    readings.push(await read(pipeline, devTools));
  }
  const after = readings.at(-1) ?? before;
  const tasks = await page.evaluate<number[]>('window.longTasks');
  const stored = await allTold(pipeline, told);
  return {
    view: new URL(page.url()).hash,
    minutes,
    sentencesPerSecond: Math.round((after.stored - before.stored) / (minutes * 60)),
    sentences: { told: told(), stored },
    heapMegabytes: readings.map(({ heapBytes }) => megabytes(heapBytes)),
    growthMegabytes: megabytes(after.heapBytes - before.heapBytes),
    nodes: { before: before.nodes, after: after.nodes },
    listeners: { before: before.listeners, after: after.listeners },
    longTasks: {
      over200ms: tasks.filter((ms) => ms > LONG_TASK_MS).length,
      longestMs: Math.round(Math.max(0, ...tasks)),
    },
  };
}

/** Waits until the page was told of all that is stored, but not for ever. @returns how many are stored */
async function allTold(pipeline: Pipeline, told: () => number): Promise<number> {
  const { stored } = await eventually(
    () => pipeline.get<Ledger>('/v1/ledger'),
    ({ inFlight }) => inFlight === 0,
  );
  await eventually(told, (number) => number >= stored, PATIENCE_MS).catch(() => undefined);
  return stored;
}

/** Sends articles so that their sentences come at a steady rate. */
async function feedEvenly(
  pipeline: Pipeline,
  articles: Iterator<MadeUpArticle, never>,
  rate: number,
  forMs: number,
): Promise<void> {
  const started = performance.now();
  let sent = 0;
  for (let elapsed = 0; elapsed < forMs; elapsed = performance.now() - started) {
    const due: MadeUpArticle[] = [];
    while (sent < (elapsed / 1000) * rate) {
      const { value } = articles.next();
      sent += splitSentences(value.body).length;
      due.push(value);
    }
    await pipeline.feedArticles(due);
    await pause(PACE_MS);
  }
}

function* endlessArticles(): Generator<MadeUpArticle, never> {
  for (let run = 0; ; run++) {
    for (const article of madeUpArticles(MAKE_AT_ONCE, DAYS, Date.now()))
      yield { ...article, id: `${run}-${article.id}` };
  }
}

async function read(pipeline: Pipeline, devTools: CDPSession): Promise<Reading> {
  // What is only weakly held goes with the second.
  await devTools.send('HeapProfiler.collectGarbage');
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await devTools.send('Memory.getDOMCounters');
  const { stored } = await pipeline.get<Ledger>('/v1/ledger');
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners, stored };
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;

function render({ view, minutes, sentencesPerSecond, sentences, ...rest }: Figures): string {
  const { heapMegabytes, growthMegabytes, nodes, listeners, longTasks } = rest;
  return [
    `The view ${view} open for ${minutes} minutes at ${sentencesPerSecond} sentences/s: the stream told it of ${sentences.told}, ${sentences.stored} were stored`,
    `  heap after collection  ${heapMegabytes.join(', ')} MB: ${growthMegabytes} MB of growth (aim: less than 20)`,
    `  nodes, listeners       ${nodes.before} → ${nodes.after}, ${listeners.before} → ${listeners.after}`,
    `  tasks over ${LONG_TASK_MS} ms      ${longTasks.over200ms} (aim: none), the longest took ${longTasks.longestMs} ms`,
  ].join('\n');
}
