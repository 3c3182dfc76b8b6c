/**
 * `npm run screenshots [-- --theme dark] [--width 1280] [--out DIR] [VIEW …]`: starts Kafka, Postgres and the services,
 * feeds them articles, and takes the pictures of docs/tour.md from the page as it is.
 */
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { Browser } from 'playwright-core';

import { openPage, startBrowser } from '../e2e/browser.js';
import { ADMIN_KEY, Pipeline } from '../e2e/pipeline.js';
import { SHIPPED_ARTICLE } from '../e2e/sample.js';
import { madeUpArticles } from './articles.js';

const ARTICLES = 240;
const DAYS = 90;
const HEIGHT = 900;

/** What is sent while the pictures are taken, so that something moves. */
const LIVE_EVERY_MS = 500;

interface View {
  /** The address of its view. */
  readonly hash: string;
  /** What must be in sight before it is taken. */
  readonly ready: string;
  /** What somebody with a key presses before. */
  readonly press?: string;
}

const VIEWS: Readonly<Record<string, View>> = {
  now: { hash: '#/', ready: '.live-rate:has-text("Over the last minute")' },
  timeline: { hash: '#/timeline', ready: '.chart-bars' },
  sentences: { hash: '#/sentences?q=talks+or+shelling&stories=distinct', ready: '.row mark' },
  article: { hash: '#/articles/sample?s=5&why=1', ready: '.panel .scores' },
  sources: { hash: '#/sources', ready: 'main tbody tr' },
  compare: {
    hash: '#/compare?a.q=talks&b.q=shelling+or+artillery',
    ready: '.terms li',
  },
  quality: { hash: '#/quality', ready: '.queue li' },
  // The store has looked at its groups before all of them consumed, and looks again.
  pipeline: { hash: '#/pipeline', ready: 'main:not(:has(.problems)) section:nth-of-type(3):has-text("Stable")' },
  'dead-letters': { hash: '#/dead-letters', ready: 'main table' },
  paste: { hash: '#/paste?sample=1', press: 'Label it', ready: '.paste-result li:nth-child(10)' },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: 'string', default: 'light' },
    width: { type: 'string', default: '1280' },
    out: { type: 'string', default: 'docs/images' },
  },
});

async function feed(pipeline: Pipeline): Promise<void> {
  const sample = {
    id: 'sample',
    title: 'The sample article',
    source: 'Northern Wire',
    body: readFileSync(SHIPPED_ARTICLE, 'utf8'),
  };
  const articles = [
    ...madeUpArticles(ARTICLES, DAYS, Date.now()),
    { ...sample, publishedAt: new Date().toISOString() },
  ];
  const broken = ['{"id": "broken", ', '{"id": "no-text", "title": "Talks"}', '{"id": "blank", "body": "  "}', ''];
  await pipeline.feedArticles(articles);
  await pipeline.feed(broken.map((value, nth) => ({ key: `broken-${nth}`, value })));
  await pipeline.settled(articles.length + broken.length);
}

async function keepFeeding(pipeline: Pipeline, signal: AbortSignal): Promise<void> {
  for (const { id, ...article } of madeUpArticles(ARTICLES, 1, Date.now())) {
    if (signal.aborted) return;
    await pipeline.feedArticles([{ ...article, id: `live-${id}` }]);
    await setTimeout(LIVE_EVERY_MS);
  }
}

async function take(browser: Browser, url: string, name: string): Promise<void> {
  const view = VIEWS[name];
  if (view === undefined) throw new Error(`There is no view ${name}. There are: ${Object.keys(VIEWS).join(', ')}.`);
  const complaints: string[] = [];
  const theme = values.theme === 'dark' ? 'dark' : 'light';
  const page = await openPage(browser, { theme, width: Number(values.width), timeZone: 'UTC' }, complaints);
  if (view.press !== undefined) await page.goto(`${url}/#key=${ADMIN_KEY}`);
  await page.goto(`${url}/${view.hash}`);
  if (view.press !== undefined) await page.getByRole('button', { name: view.press }).click();
  await page.locator(view.ready).first().waitFor({ timeout: 60_000 });
  for (const loading of await page.locator('.loading').all()) await loading.waitFor({ state: 'detached' });
  await page.screenshot({
    path: join(values.out, `${name}.png`),
    clip: { x: 0, y: 0, width: Number(values.width), height: HEIGHT },
  });
  await page.context().close();
  if (complaints.length > 0) throw new Error(`The page ${name} said:\n${complaints.join('\n')}`);
  console.log(`  ${name.padEnd(14)}${join(values.out, `${name}.png`)}`);
}

const wanted = positionals.length > 0 ? positionals : Object.keys(VIEWS);
await mkdir(values.out, { recursive: true });
const pipeline = await Pipeline.start();
try {
  await pipeline.runAll();
  await feed(pipeline);
  const browser = await startBrowser();
  const end = new AbortController();
  const feeding = keepFeeding(pipeline, end.signal);
  try {
    for (const name of wanted) await take(browser, pipeline.service('store').url, name);
  } finally {
    end.abort();
    await feeding;
    await browser.close();
  }
} finally {
  await pipeline.stop();
}
