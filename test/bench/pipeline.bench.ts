import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startLocalStack, type LocalStack } from '@sitrep/local-stack';

import { Pipeline } from '../e2e/pipeline.js';
import { newsStream } from './news-stream.js';
import { usageOf, type ProcessUsage } from './process-usage.js';

const LONE_ARTICLES = 100;

interface Figures {
  readonly articles: number;
  readonly sentences: number;
  readonly seconds: number;
  readonly sentencesPerSecond: number;
  readonly cpuMicrosecondsPerSentence: Readonly<Record<string, number>>;
  readonly peakMegabytes: Readonly<Record<string, number>>;
  readonly loneArticleMs: { readonly p50: number; readonly p99: number };
}

/** Feeds articles through the real pipeline: rate, CPU of each process, memory, and the latency of a lone article. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, articles: { type: 'string', default: '2000' } },
  });
  const directory = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  await chmod(directory, 0o755);
  const stack = await startLocalStack({ dataDirectory: directory, env: process.env });
  const pipeline = await Pipeline.start(stack);
  try {
    await pipeline.runAll();
    const figures = await measure(pipeline, stack, Number(values.articles));
    console.log(values.json === true ? JSON.stringify(figures) : render(figures));
  } finally {
    await pipeline.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function measure(pipeline: Pipeline, stack: LocalStack, count: number): Promise<Figures> {
  const pids = Object.fromEntries([
    ...stack.servers.map(({ name, pid }) => [name.toLowerCase(), pid] as const),
    ...['ingester', 'classifier', 'store'].map((name) => [name, pipeline.service(name).pid] as const),
  ]);
  await warmUp(pipeline);
  const before = mapValues(pids, usageOf);
  const sentencesBefore = await countSentences(pipeline);
  const started = performance.now();
  await pipeline.feedArticles(newsStream('news', count));
  await pipeline.settled(count + WARM_UP_ARTICLES, 600_000);
  const seconds = (performance.now() - started) / 1000;
  const after = mapValues(pids, usageOf);
  const sentences = (await countSentences(pipeline)) - sentencesBefore;
  const cpu = mapValues(
    after,
    (usage, name) => (usage.cpuMicroseconds - (before[name] as ProcessUsage).cpuMicroseconds) / sentences,
  );
  const total = Object.values(cpu).reduce((sum, share) => sum + share, 0);
  return {
    articles: count,
    sentences,
    seconds: round(seconds),
    sentencesPerSecond: Math.round(sentences / seconds),
    cpuMicrosecondsPerSentence: mapValues({ ...cpu, total }, round),
    peakMegabytes: mapValues(after, ({ peakBytes }) => Math.round(peakBytes / 1e6)),
    loneArticleMs: await measureLoneArticles(pipeline),
  };
}

const WARM_UP_ARTICLES = 200;

/** Code that has not been compiled by the engine yet is not what runs in production. */
async function warmUp(pipeline: Pipeline): Promise<void> {
  await pipeline.feedArticles(newsStream('warm', WARM_UP_ARTICLES));
  await pipeline.settled(WARM_UP_ARTICLES);
}

async function countSentences(pipeline: Pipeline): Promise<number> {
  const [row] = await pipeline.rows<{ count: number }>('select count(*)::int as count from sentence');
  return row?.count ?? 0;
}

/** Time from the send of one article, with nothing else under way, to all its sentences being visible in Postgres. */
async function measureLoneArticles(pipeline: Pipeline): Promise<Figures['loneArticleMs']> {
  const latencies: number[] = [];
  for (const article of newsStream('lone', LONE_ARTICLES)) {
    const started = performance.now();
    await pipeline.feedArticles([article]);
    while (!(await isComplete(pipeline, article.id))) await new Promise((resolve) => setTimeout(resolve, 1));
    latencies.push(performance.now() - started);
  }
  latencies.sort((a, b) => a - b);
  const quantile = (share: number): number =>
    round(latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0);
  return { p50: quantile(0.5), p99: quantile(0.99) };
}

async function isComplete(pipeline: Pipeline, articleId: string): Promise<boolean> {
  const [row] = await pipeline.rows<{ complete: boolean }>(
    `select a.sentence_count = (select count(*) from sentence s where s.article_id = a.article_id and s.label is not null) as complete
     from article a where a.article_id = $1`,
    [articleId],
  );
  return row?.complete ?? false;
}

function render(figures: Figures): string {
  const { cpuMicrosecondsPerSentence: cpu, peakMegabytes: peak, loneArticleMs: lone } = figures;
  const rows = Object.entries(cpu).map(([name, share]) => {
    const memory = peak[name] === undefined ? '' : `${peak[name]} MB`;
    return `  ${name.padEnd(12)} ${share.toFixed(1).padStart(8)} ${memory.padStart(12)}`;
  });
  return [
    `${figures.articles} articles, ${figures.sentences} sentences in ${figures.seconds} s: ${figures.sentencesPerSecond} sentences/s end to end`,
    `  ${'process'.padEnd(12)} ${'CPU µs/s.'.padStart(8)} ${'peak memory'.padStart(12)}`,
    ...rows,
    `A lone article is stored, labelled, after ${lone.p50} ms (median), ${lone.p99} ms (99th percentile of ${LONE_ARTICLES}).`,
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;

function mapValues<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Mapped,
): Readonly<Record<string, Mapped>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
