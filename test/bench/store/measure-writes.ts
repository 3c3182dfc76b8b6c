import type { ArticleOutcome } from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';

import { BatchWriter } from '../../../apps/store/src/persistence/batch-writer.js';
import { createDataSource } from '../../../apps/store/src/persistence/data-source.js';
import { PostgresOutcomeRepository } from '../../../apps/store/src/persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../../apps/store/src/persistence/sentence.repository.js';
import { type MadeArticle, madeArticles } from './made-articles.js';

const ARTICLES_A_BATCH = 50;
const BATCHES = 60;
/** After a checkpoint the first change of a page logs it whole: most pages of the indexes by hash were changed by then. */
const WARM_UP = 80;

/** How fast sentences are written, in sentences a second. */
export interface WriteRates {
  readonly seeded: number;
  readonly empty: number;
}

/** Writes the same batches to both databases in turn, so that what else happens on the machine meets both. */
export async function measureWrites(seededUrl: string, emptyUrl: string): Promise<WriteRates> {
  const articles = madeArticles(`written-${Date.now()}`, ARTICLES_A_BATCH * (WARM_UP + BATCHES));
  const [seeded, empty] = [await openWriter(seededUrl), await openWriter(emptyUrl)];
  const taken = { seeded: 0, empty: 0 };
  for (let nth = 0; nth < WARM_UP + BATCHES; nth++) {
    const batch = articles.slice(nth * ARTICLES_A_BATCH, (nth + 1) * ARTICLES_A_BATCH);
    const seconds = { seeded: await seeded.write(batch), empty: await empty.write(batch) };
    if (nth < WARM_UP) continue;
    taken.seeded += seconds.seeded;
    taken.empty += seconds.empty;
  }
  for (const writer of [seeded, empty]) await writer.close();
  const sentences = articles.slice(WARM_UP * ARTICLES_A_BATCH).reduce((sum, one) => sum + one.sentences.length, 0);
  return { seeded: Math.round(sentences / taken.seeded), empty: Math.round(sentences / taken.empty) };
}

async function openWriter(databaseUrl: string) {
  const source = createDataSource({ databaseUrl, purpose: 'write', size: 4, statementTimeoutMs: 60_000 });
  await source.initialize();
  const writer = new BatchWriter(source);
  const outcomes = new PostgresOutcomeRepository(writer);
  const sentences = new PostgresSentenceRepository(writer);
  return {
    /** @returns seconds */
    async write(batch: readonly MadeArticle[]): Promise<number> {
      const started = performance.now();
      await outcomes.save(batch.map(({ manifest }) => delivered<ArticleOutcome>(manifest)));
      await sentences.save(batch.flatMap((article) => article.sentences.map((event) => delivered(event))));
      return (performance.now() - started) / 1_000;
    },
    close: () => source.destroy(),
  };
}

const delivered = <Event>(event: Event): Delivery<Event> => ({
  event,
  position: { topic: 'bench', partition: 0, offset: 0 },
  timestamp: Date.now(),
  eventTime: Date.now(),
  traceparent: undefined,
});
