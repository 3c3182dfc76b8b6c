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

async function writeDeadLetters(query: Query, letters: readonly DeadLetter[]): Promise<void> {
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
