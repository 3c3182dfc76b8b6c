/**
 * `npm run screenshots [-- --theme dark] [--width 1280] [--out DIR] [VIEW …]`: starts Kafka, Postgres and the services,
 * feeds them articles, and takes the pictures of docs/tour.md from the page as it is.
 */
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Browser } from 'playwright-core';

import { openPage, startBrowser } from '../e2e/browser.js';
import { Pipeline } from '../e2e/pipeline.js';
import { SHIPPED_ARTICLE } from '../e2e/sample.js';
import { madeUpArticles } from './articles.js';

const ARTICLES = 240;
const DAYS = 90;
const HEIGHT = 900;

/** Each picture: the address of its view, and what must be in sight before it is taken. */
const VIEWS: Readonly<Record<string, { readonly hash: string; readonly ready: string }>> = {
  now: { hash: '#/', ready: '.latest li' },
  timeline: { hash: '#/timeline', ready: 'main svg, main canvas' },
  sentences: { hash: '#/sentences?q=talks+or+shelling&stories=distinct', ready: '.row mark' },
  article: { hash: '#/articles/sample?s=5&why=1', ready: '.panel .scores' },
  sources: { hash: '#/sources', ready: 'main tbody tr' },
  quality: { hash: '#/quality', ready: 'main h2' },
  pipeline: { hash: '#/pipeline', ready: 'main table' },
  'dead-letters': { hash: '#/dead-letters', ready: 'main table' },
  paste: { hash: '#/paste?sample=1', ready: 'main textarea' },
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
  await pipeline.feedArticles(articles);
  await pipeline.feed([{ key: 'broken', value: '{"id": "broken", ' }]);
  await pipeline.settled(articles.length + 1);
}

async function take(browser: Browser, url: string, name: string): Promise<void> {
  const view = VIEWS[name];
  if (view === undefined) throw new Error(`There is no view ${name}. There are: ${Object.keys(VIEWS).join(', ')}.`);
  const complaints: string[] = [];
  const theme = values.theme === 'dark' ? 'dark' : 'light';
  const page = await openPage(browser, { theme, width: Number(values.width) }, complaints);
  await page.goto(`${url}/${view.hash}`);
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
  try {
    for (const name of wanted) await take(browser, pipeline.service('store').url, name);
  } finally {
    await browser.close();
  }
} finally {
  await pipeline.stop();
}
