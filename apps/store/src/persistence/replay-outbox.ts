import { REFUSED_CODE } from '../domain/dead-letter.js';
import type { PendingReplay, RecordHeader } from '../domain/dead-letter-work.js';
import type { ReplayOutbox } from '../ports.js';
import type { BatchWriter } from './batch-writer.js';
import { writeOne } from './write-one.js';

/** Longer than any sending takes: whoever took it is gone. */
const ABANDONED = `interval '1 minute'`;

const TAKE = `
  with taken as (
    update dead_letter_replay r set claimed_at = clock_timestamp()
    where r.id = (
      select w.id from dead_letter_replay w
      where w.published_at is null and w.failed_at is null
        and (w.claimed_at is null or w.claimed_at < clock_timestamp() - ${ABANDONED})
      order by w.requested_at limit 1
      for update skip locked
    )
    returning r.*
  )
  select t.id, t.attempt, t.topic, d.key, case when t.edited then t.value else d.value end as value, d.headers
  from taken t
  join dead_letter d on d.topic = t.topic and d.partition = t.partition and d.record_offset = t.record_offset`;

const SENT = 'update dead_letter_replay set published_at = clock_timestamp() where id = $1 and published_at is null';

const REFUSED = `
  with refused as (
    update dead_letter_replay set failed_at = clock_timestamp()
    where id = $1 and published_at is null and failed_at is null
    returning topic, partition, record_offset, attempt
  )
  update dead_letter d set status = 'open', code = $2, message = $3, stage = null, service_version = null
  from refused r
  where d.topic = r.topic and d.partition = r.partition and d.record_offset = r.record_offset
    and d.attempts = r.attempt and d.status = 'replayed'`;

interface ReplayRow {
  readonly id: string;
  readonly attempt: number;
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly RecordHeader[];
}

/** Replays that wait to be sent, in Postgres, where all instances of the store see them. */
export class PostgresReplayOutbox implements ReplayOutbox {
  constructor(private readonly writer: BatchWriter) {}

  take(): Promise<PendingReplay | undefined> {
    return writeOne(this.writer, async (query) => (await query<ReplayRow>(TAKE, []))[0]);
  }

  async sent(id: string): Promise<void> {
    await writeOne(this.writer, (query) => query(SENT, [id]));
  }

  async refused(id: string, reason: string): Promise<void> {
    await writeOne(this.writer, (query) => query(REFUSED, [id, REFUSED_CODE, reason]));
  }
}
