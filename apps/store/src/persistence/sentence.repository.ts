import type { SentenceLabelled } from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';

import { type Arrival, hopsOfSentences } from '../domain/hop-rows.js';
import { sentenceProblem } from '../domain/sentence-problem.js';
import { foldSentences, type SentenceRow, type TimedLabel } from '../domain/sentence-rows.js';
import type { SaveResult, SentenceRepository } from '../ports.js';
import { plainArray, textArray } from './array-literal.js';
import { lockToWriteSentences } from './article-locks.js';
import type { BatchWriter, Query } from './batch-writer.js';
import { writeHops } from './hop-writer.js';
import { countStored, type Place } from './ledger-counters.js';
import { saveSound } from './save-sound.js';
import { INSERT_LABELS, INSERT_SENTENCES, MARK_STORIES, UPSERT_MODELS } from './sentence-sql.js';
import { settleLabels } from './settle-labels.js';

/** Labelled sentences in Postgres. */
export class PostgresSentenceRepository implements SentenceRepository {
  constructor(private readonly writer: BatchWriter) {}

  save(batch: readonly Delivery<SentenceLabelled>[]): Promise<readonly SaveResult[]> {
    return saveSound(this.writer, batch.map(timed), ({ event }) => sentenceProblem(event), writeSentences);
  }
}

/** A label, and the way that it came. */
interface ArrivedLabel extends TimedLabel {
  readonly arrival: Arrival<SentenceLabelled>;
}

const timed = (arrival: Delivery<SentenceLabelled>): ArrivedLabel => {
  const { event, eventTime, timestamp } = arrival;
  return { event, labelledAt: eventTime ?? timestamp, shadow: event.shadow === true, arrival };
};

async function writeSentences(query: Query, batch: readonly ArrivedLabel[]): Promise<void> {
  const rows = foldSentences(batch);
  await lockToWriteSentences(
    query,
    rows.map(({ event }) => event.articleId),
  );
  await upsertModels(query, batch);
  const inserted = await insertSentences(query, rows);
  const fresh = rows.filter(({ event }) => inserted.has(event.sentenceId)).map(({ event }) => event.articleId);
  if (fresh.length > 0) await query(MARK_STORIES, [textArray([...new Set(fresh)])]);
  const relabelled = await insertLabels(query, rows);
  const stored = rows
    .filter(({ event, effective }) => effective !== undefined && inserted.has(event.sentenceId))
    .map(({ event }) => event as Place);
  const unsettled = rows.filter(({ event: { sentenceId }, labels, effective }) =>
    inserted.has(sentenceId) ? labels.length > 1 || effective === undefined : relabelled.has(sentenceId),
  );
  await countStored(query, stored);
  await settleLabels(
    query,
    unsettled.map(({ event }) => event.sentenceId),
  );
  await writeHops(query, hopsOfSentences(batch.map(({ arrival }) => arrival)));
}

async function upsertModels(query: Query, batch: readonly TimedLabel[]): Promise<void> {
  const shadowOf = new Map<string, boolean>();
  for (const { event, shadow } of batch) {
    shadowOf.set(event.modelVersion, shadow && (shadowOf.get(event.modelVersion) ?? true));
  }
  const models = [...shadowOf].sort(([a], [b]) => (a < b ? -1 : 1));
  await query(UPSERT_MODELS, [
    textArray(models.map(([version]) => version)),
    plainArray(models.map(([, shadow]) => shadow)),
  ]);
}

/** @returns the ids of the sentences that were not there */
async function insertSentences(query: Query, rows: readonly SentenceRow[]): Promise<ReadonlySet<string>> {
  const inserted = await query<{ sentence_id: string }>(INSERT_SENTENCES, [
    plainArray(rows.map(({ event }) => event.sentenceId)),
    textArray(rows.map(({ event }) => event.articleId)),
    plainArray(rows.map(({ event }) => event.revision)),
    plainArray(rows.map(({ event }) => event.index)),
    plainArray(rows.map(({ event }) => event.start)),
    plainArray(rows.map(({ event }) => event.end)),
    textArray(rows.map(({ event }) => event.text)),
    plainArray(rows.map(({ event }) => event.overlong === true)),
    textArray(rows.map(({ effective }) => effective?.event.label)),
    plainArray(rows.map(({ effective }) => effective?.event.confidence)),
    plainArray(rows.map(({ effective }) => effective?.event.none)),
    plainArray(rows.map(({ effective }) => effective?.event.needsReview)),
    textArray(rows.map(({ effective }) => effective?.event.modelVersion)),
    plainArray(rows.map(({ effective }) => effective?.labelledAt)),
  ]);
  return new Set(inserted.map(({ sentence_id }) => sentence_id));
}

/** @returns the ids of the sentences with a label that is new or counts in another way */
async function insertLabels(query: Query, rows: readonly SentenceRow[]): Promise<ReadonlySet<string>> {
  const labels = rows.flatMap((row) => row.labels);
  const changed = await query<{ sentence_id: string }>(INSERT_LABELS, [
    plainArray(labels.map(({ event }) => event.sentenceId)),
    textArray(labels.map(({ event }) => event.modelVersion)),
    textArray(labels.map(({ event }) => event.label)),
    plainArray(labels.map(({ event }) => event.confidence)),
    plainArray(labels.map(({ event }) => event.scores.military)),
    plainArray(labels.map(({ event }) => event.scores.diplomatic)),
    plainArray(labels.map(({ event }) => event.scores.humanitarian)),
    plainArray(labels.map(({ event }) => event.none)),
    plainArray(labels.map(({ event }) => event.needsReview)),
    textArray(labels.map(({ event }) => JSON.stringify(event.evidence))),
    plainArray(labels.map(({ shadow }) => shadow)),
    plainArray(labels.map(({ labelledAt }) => labelledAt)),
  ]);
  return new Set(changed.map(({ sentence_id }) => sentence_id));
}
