import { SentenceLabelled } from '@sitrep/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { eventually } from '../../libs/testing/src/eventually.js';
import { Pipeline } from './pipeline.js';
import { variedArticles } from './sample.js';
import type { ServiceName } from './service-process.js';
import { countBrokenSentences, hashTables } from './tables.js';

const ARTICLES = 2_000;

describe('crashes and replays', () => {
  let pipeline: Pipeline;

  beforeEach(async () => {
    pipeline = await Pipeline.start();
    await pipeline.runAll();
  });
  afterEach(() => pipeline?.stop());

  const storedSentences = async (): Promise<number> => {
    const [row] = await pipeline.rows<{ count: number }>('select count(*)::int as count from sentence');
    return row?.count ?? 0;
  };

  it('loses nothing and doubles nothing when each service in turn is killed in mid-stream of 2,000 articles', async () => {
    const articles = variedArticles(ARTICLES);
    const third = Math.ceil(ARTICLES / 3);
    for (const [round, name] of (['ingester', 'classifier', 'store'] satisfies ServiceName[]).entries()) {
      const before = await storedSentences();
      const feeding = pipeline.feedArticles(articles.slice(round * third, (round + 1) * third));
      await eventually(storedSentences, (count) => count > before);
      await pipeline.service(name).kill();
      await feeding;
      await pipeline.run(name);
    }
    const ledger = await pipeline.settled(ARTICLES);
    expect(ledger).toMatchObject({
      stored: ledger.split,
      deadLettered: 0,
      balanced: true,
      records: { received: ARTICLES, split: ARTICLES, rejected: 0 },
    });
    expect(await storedSentences()).toBe(ledger.split);
    expect(await countBrokenSentences(pipeline)).toBe(0);
  });

  it('ends with the same tables after a replay from offset 0, with two instances of each service', async () => {
    await pipeline.feedArticles(variedArticles(60));
    await pipeline.feed([
      { key: 'bad', value: '{bad' },
      { key: 'varied-00003', value: null },
    ]);
    await pipeline.feedArticles([{ id: 'varied-00004', body: 'Another text. Of two sentences.' }]);
    await pipeline.settled(63);
    await eventually(
      () => pipeline.rows('select 1 from dead_letter'),
      (rows) => rows.length === 1,
    );
    const once = await hashTables(pipeline);

    for (const name of ['ingester', 'classifier', 'store']) await pipeline.service(name).terminate();
    for (const name of ['ingester', 'classifier', 'store'] satisfies ServiceName[]) {
      await pipeline.run(name, { SITREP_GROUP_ID: `replay-${name}` });
      await pipeline.run(name, { SITREP_GROUP_ID: `replay-${name}` }, `second ${name}`);
    }
    await eventually(
      () => lagOf(pipeline, 'replay-store', SentenceLabelled.topic),
      (lag) => lag === 0,
    );
    await pipeline.settled(63);
    expect(await hashTables(pipeline)).toEqual(once);
  });
});

/** Records of the topic that the group has not committed. A partition that it never committed counts whole. */
async function lagOf(pipeline: Pipeline, groupId: string, topic: string): Promise<number> {
  const admin = pipeline.kafka.admin();
  await admin.connect();
  try {
    const [ends, [own]] = await Promise.all([
      admin.fetchTopicOffsets(topic),
      admin.fetchOffsets({ groupId, topics: [topic] }),
    ]);
    const done = new Map(own?.partitions.map(({ partition, offset }) => [partition, Math.max(Number(offset), 0)]));
    return ends.reduce((lag, { partition, high }) => lag + Number(high) - (done.get(partition) ?? 0), 0);
  } finally {
    await admin.disconnect();
  }
}
