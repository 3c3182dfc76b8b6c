import { FatalFailure } from '@sitrep/pipeline';

import type { DeadLetter } from '../domain/dead-letter.js';
import type { DeadLetterRepository } from '../ports.js';
import type { BatchWriter, Query } from './batch-writer.js';

/** Dead letters in Postgres. */
export class PostgresDeadLetterRepository implements DeadLetterRepository {
  constructor(private readonly writer: BatchWriter) {}

  async save(batch: readonly DeadLetter[]): Promise<void> {
    const results = await this.writer.save(batch, writeDeadLetters);
    const reduced = batch.flatMap((letter, index) => {
      const refusal = results[index];
      return refusal === undefined ? [] : [withoutContent(letter, refusal.message)];
    });
    const refused = (await this.writer.save(reduced, writeDeadLetters)).find((result) => result !== undefined);
    if (refused !== undefined) throw new FatalFailure(`A dead letter cannot be kept. ${refused.message}`);
  }
}

/** The bytes stay on the dead-letter topic; the place and the reason are kept here all the same. */
function withoutContent(letter: DeadLetter, problem: string): DeadLetter {
  const message = `${letter.code}, and the database cannot hold the record, which is on the topic only. ${problem}`;
  return {
    ...letter,
    key: null,
    value: null,
    headers: [],
    subject: {},
    code: 'STORE_REJECTED',
    message,
    at: Date.now(),
  };
}

const INSERT_DEAD_LETTERS = `
  insert into dead_letter (
    topic, partition, record_offset, key, value, headers, code, message, stage, service_version, consumer_group,
    article_id, revision, sentence_id, at)
  select i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, to_timestamp(at_ms / 1000.0)
  from unnest(
    $1::text[], $2::integer[], $3::bigint[], $4::bytea[], $5::bytea[], $6::jsonb[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::uuid[], $15::float8[])
    as i (i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, at_ms)
  order by i1, i2, i3
  on conflict (topic, partition, record_offset) do nothing`;

/**
 * Sendings that have come back: each once, whatever comes twice. The letter is open again, for the reason that it has
 * now. What it is about is never forgotten for what an edited value says.
 */
const RETURN_LETTERS = `
  with came as (
    select distinct on (id) *
    from unnest(
      $1::uuid[], $2::integer[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::uuid[], $12::float8[], $13::text[])
      as c (id, partition, record_offset, code, message, stage, service_version, consumer_group, article_id, revision,
        sentence_id, at_ms, topic)
    order by id, record_offset
  ), returned as (
    update dead_letter_replay r
    set failed_partition = c.partition, failed_offset = c.record_offset, failed_at = to_timestamp(c.at_ms / 1000.0)
    from came c where r.id = c.id and r.topic = c.topic and r.failed_at is null
    returning r.id, r.topic, r.partition, r.record_offset, r.attempt
  )
  update dead_letter d
  set status = 'open', code = c.code, message = c.message, stage = c.stage, service_version = c.service_version,
    consumer_group = c.consumer_group,
    article_id = case when d.sentence_id is null then coalesce(c.article_id, d.article_id) else d.article_id end,
    revision = case when d.sentence_id is null then coalesce(c.revision, d.revision) else d.revision end,
    sentence_id = coalesce(d.sentence_id, c.sentence_id)
  from returned r join came c on c.id = r.id
  where d.topic = r.topic and d.partition = r.partition and d.record_offset = r.record_offset
    and d.attempts = r.attempt and d.status = 'replayed'`;

const KNOWN_REPLAYS = 'select id, topic from dead_letter_replay where id = any($1::uuid[])';

/** A letter that was sent again and failed is the same letter: only others are added. */
async function writeDeadLetters(query: Query, letters: readonly DeadLetter[]): Promise<void> {
  const ids = letters.flatMap(({ replayId }) => replayId ?? []);
  const known = ids.length === 0 ? [] : await query<{ id: string; topic: string }>(KNOWN_REPLAYS, [ids]);
  const topics = new Map(known.map(({ id, topic }) => [id, topic]));
  const isReturn = ({ replayId, origin }: DeadLetter): boolean =>
    replayId !== undefined && topics.get(replayId) === origin.topic;
  const returned = letters.filter(isReturn);
  if (returned.length > 0) await returnLetters(query, returned);
  await addLetters(
    query,
    letters.filter((letter) => !isReturn(letter)),
  );
}

async function returnLetters(query: Query, letters: readonly DeadLetter[]): Promise<void> {
  await query(RETURN_LETTERS, [
    letters.map(({ replayId }) => replayId),
    letters.map(({ origin }) => origin.partition),
    letters.map(({ origin }) => origin.offset),
    letters.map(({ code }) => code),
    letters.map(({ message }) => message),
    letters.map(({ stage }) => stage),
    letters.map(({ serviceVersion }) => serviceVersion),
    letters.map(({ consumerGroup }) => consumerGroup),
    letters.map(({ subject }) => subject.articleId),
    letters.map(({ subject }) => subject.revision),
    letters.map(({ subject }) => subject.sentenceId),
    letters.map(({ at }) => at),
    letters.map(({ origin }) => origin.topic),
  ]);
}

async function addLetters(query: Query, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await query(INSERT_DEAD_LETTERS, [
    letters.map(({ origin }) => origin.topic),
    letters.map(({ origin }) => origin.partition),
    letters.map(({ origin }) => origin.offset),
    letters.map(({ key }) => key && Buffer.from(key)),
    letters.map(({ value }) => value && Buffer.from(value)),
    letters.map(({ headers }) => JSON.stringify(headers)),
    letters.map(({ code }) => code),
    letters.map(({ message }) => message),
    letters.map(({ stage }) => stage),
    letters.map(({ serviceVersion }) => serviceVersion),
    letters.map(({ consumerGroup }) => consumerGroup),
    letters.map(({ subject }) => subject.articleId),
    letters.map(({ subject }) => subject.revision),
    letters.map(({ subject }) => subject.sentenceId),
    letters.map(({ at }) => at),
  ]);
}
