import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type pg from 'pg';

import { Pipeline } from '../e2e/pipeline.js';
import { BenchDatabases, withClient } from './store/bench-database.js';
import { type Latencies, lineRate, measure } from './store/measure-http.js';
import { measureWrites, type WriteRates } from './store/measure-writes.js';
import { article, filteredPage, fullText, timeline } from './store/questions.js';

const REQUESTS = 420;
const EXPORT_SECONDS = 15;

interface Figures {
  readonly rows: number;
  readonly filteredPage: Latencies | undefined;
  readonly fullText: Latencies | undefined;
  readonly timeline: Latencies | undefined;
  readonly article: Latencies | undefined;
  readonly exportRowsPerSecond: number | undefined;
  readonly writes: WriteRates;
}

/**
 * Measures the store at many sentences. They are made once for each number of rows, and kept in a directory of their own:
 * five million take about 10 GB. What is written to measure writing stays there, too.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      rows: { type: 'string', default: '5000000' },
      directory: { type: 'string', default: join(import.meta.dirname, '../../.sitrep/bench') },
    },
  });
  const tell = (progress: string): void => void process.stderr.write(`${progress}\n`);
  const databases = await BenchDatabases.open(values.directory, tell);
  try {
    const rows = Number(values.rows);
    const seeded = await databases.seeded(rows);
    const reads = await measureReads(databases, seeded, tell);
    tell('Writing to it, and to an empty database.');
    const figures = { ...reads, writes: await measureWrites(seeded, await databases.empty('empty')) };
    console.log(values.json === true ? JSON.stringify(shortened(figures)) : render(figures));
  } finally {
    await databases.stop();
  }
}

async function measureReads(
  databases: BenchDatabases,
  databaseUrl: string,
  tell: (progress: string) => void,
): Promise<Omit<Figures, 'writes'>> {
  const [{ sentences, articles }] = await withClient(databaseUrl, async (client) => {
    await client.query('vacuum (analyze) sentence');
    const counted = await client.query<{ sentences: number; articles: number }>(
      `select (select count(*)::int from sentence) as sentences,
        (select count(*)::int from article_head where article_id like 'bench-%') as articles`,
    );
    return counted.rows as [{ sentences: number; articles: number }];
  });
  const { kafkaBrokers } = databases;
  const pipeline = await Pipeline.start({ kafkaBrokers, databaseUrl, stop: () => Promise.resolve() });
  try {
    const { url } = await pipeline.run('store');
    await withClient(databaseUrl, backgroundWork);
    tell('Asking for pages, words, the timeline, articles, and an export.');
    return {
      rows: sentences,
      filteredPage: await measure(url, filteredPage, REQUESTS),
      fullText: await measure(url, fullText, REQUESTS),
      timeline: await measure(url, timeline, REQUESTS),
      article: await measure(url, article(articles), REQUESTS),
      exportRowsPerSecond: await lineRate(`${url}/v1/exports/sentences.ndjson`, EXPORT_SECONDS),
    };
  } finally {
    await pipeline.stop();
  }
}

/** Waits until the store has done what it does beside answering: of what an earlier run has written. */
async function backgroundWork(client: pg.Client): Promise<void> {
  const isLeft = `select exists (select from count_change) or exists (select from article_head where story_pending) as is`;
  while ((await client.query<{ is: boolean }>(isLeft)).rows[0]?.is === true) await setTimeout(500);
}

const shareOf = ({ seeded, empty }: WriteRates): number => Math.round((seeded / empty) * 1_000) / 1_000;

const shortened = (figures: Figures) => ({
  rows: figures.rows,
  filteredPageP95Ms: figures.filteredPage?.p95 ?? null,
  fullTextP95Ms: figures.fullText?.p95 ?? null,
  timelineP95Ms: figures.timeline?.p95 ?? null,
  articleP95Ms: figures.article?.p95 ?? null,
  exportRowsPerSecond: figures.exportRowsPerSecond ?? null,
  writeRateShare: shareOf(figures.writes),
});

function render(figures: Figures): string {
  const line = (name: string, latencies: Latencies | undefined): string =>
    latencies === undefined
      ? `  ${name.padEnd(26)} not in this store`
      : `  ${name.padEnd(26)} ${String(latencies.p50).padStart(7)} ${String(latencies.p95).padStart(7)}   ${latencies.slowest}`;
  const { writes } = figures;
  return [
    `${figures.rows.toLocaleString('en')} sentences; over HTTP, in milliseconds`,
    `  ${''.padEnd(26)} ${'p50'.padStart(7)} ${'p95'.padStart(7)}   slowest`,
    line('page with filters', figures.filteredPage),
    line('full text with a filter', figures.fullText),
    line('timeline of everything', figures.timeline),
    line('article', figures.article),
    `An export has ${figures.exportRowsPerSecond?.toLocaleString('en') ?? 'no'} rows/s.`,
    `Writing: ${writes.seeded} sentences/s, into an empty table ${writes.empty}: ${shareOf(writes)} of it.`,
  ].join('\n');
}
