import type { RecordPosition } from '@sitrep/contracts';

import { BULK_LIMIT, type DeadLetterFilter, MAX_ATTEMPTS, REPLAYABLE_TOPICS } from '../domain/dead-letter-work.js';
import type { BulkRequest, BulkResult, DeadLetterDesk, LetterResult, Say } from '../ports.js';
import type { BatchWriter, Query } from './batch-writer.js';
import { letterConditions } from './dead-letter-filter.js';
import { writeOne } from './write-one.js';

/** Whoever else acts on the letter waits here. */
const LOCK = `
  select status, attempts, key is not null or value is not null as has_content
  from dead_letter where topic = $1 and partition = $2 and record_offset = $3 for update`;

const BY_PLACE = `
  from unnest($1::text[], $2::integer[], $3::bigint[]) as k (topic, partition, record_offset)
  where d.topic = k.topic and d.partition = k.partition and d.record_offset = k.record_offset`;

/** Of each letter: its state, what is to be sent and why it had to be, and who says so. */
const REPLAY = `
  with changed as (
    update dead_letter d set status = 'replayed', attempts = d.attempts + 1 ${BY_PLACE}
    returning d.topic, d.partition, d.record_offset, d.attempts, d.code, d.message, d.stage, d.service_version
  ), said as (
    insert into dead_letter_act (topic, partition, record_offset, act, attempt, edited, made_by, reason)
    select topic, partition, record_offset, 'replayed', attempts, $4::bytea is not null, $5, $6 from changed
  )
  insert into dead_letter_replay (
    id, topic, partition, record_offset, attempt, value, edited, code, message, stage, service_version)
  select gen_random_uuid(), topic, partition, record_offset, attempts, $4, $4 is not null, code, message, stage,
    service_version
  from changed`;

const DISCARD = `
  with changed as (
    update dead_letter d set status = 'discarded' ${BY_PLACE}
    returning d.topic, d.partition, d.record_offset
  )
  insert into dead_letter_act (topic, partition, record_offset, act, edited, made_by, reason)
  select topic, partition, record_offset, 'discarded', false, $4, $5 from changed`;

/** What can be sent again as it is. */
const CAN_REPLAY = `
    and d.attempts < ${MAX_ATTEMPTS} and (d.key is not null or d.value is not null)
    and d.topic in (${REPLAYABLE_TOPICS.map((topic) => `'${topic}'`).join(', ')})`;

interface LetterRow {
  readonly status: string;
  readonly attempts: number;
  readonly has_content: boolean;
}

interface PlaceRow {
  readonly topic: string;
  readonly partition: number;
  readonly record_offset: string;
}

/** Acts on dead letters in Postgres. */
export class PostgresDeadLetterDesk implements DeadLetterDesk {
  constructor(private readonly writer: BatchWriter) {}

  replay(letter: RecordPosition, value: Uint8Array | undefined, say: Say): Promise<LetterResult> {
    return writeOne(this.writer, async (query) => {
      const row = await lock(query, letter);
      const refusal = refuseActing(row) ?? refuseReplay(letter, row, value !== undefined);
      if (refusal === undefined) await query(REPLAY, [...placesOf([letter]), bytesOf(value), say.by, say.reason]);
      return refusal ?? 'done';
    });
  }

  discard(letter: RecordPosition, say: Say): Promise<LetterResult> {
    return writeOne(this.writer, async (query) => {
      const refusal = refuseActing(await lock(query, letter));
      if (refusal === undefined) await query(DISCARD, [...placesOf([letter]), say.by, say.reason]);
      return refusal ?? 'done';
    });
  }

  replayAll(request: BulkRequest, { by, reason }: Say): Promise<BulkResult> {
    return this.actOnAll(request, CAN_REPLAY, (query, places) =>
      query(REPLAY, [...placesOf(places), bytesOf(undefined), by, reason]),
    );
  }

  discardAll(request: BulkRequest, { by, reason }: Say): Promise<BulkResult> {
    return this.actOnAll(request, '', (query, places) => query(DISCARD, [...placesOf(places), by, reason]));
  }

  private actOnAll(
    { filter, expect }: BulkRequest,
    can: string,
    act: (query: Query, places: readonly RecordPosition[]) => Promise<unknown>,
  ): Promise<BulkResult> {
    return writeOne(this.writer, async (query): Promise<BulkResult> => {
      const matching = await countOpen(query, filter, can);
      if (expect === undefined) return { kind: 'counted', matching, affected: 0 };
      if (expect !== matching) return { kind: 'changed', matching, affected: 0 };
      const places = await lockOpen(query, filter, can);
      if (places.length > 0) await act(query, places);
      return { kind: 'done', matching, affected: places.length };
    });
  }
}

async function lock(query: Query, { topic, partition, offset }: RecordPosition): Promise<LetterRow | undefined> {
  const [row] = await query<LetterRow>(LOCK, [topic, partition, offset]);
  return row;
}

function refuseActing(row: LetterRow | undefined): LetterResult | undefined {
  if (row === undefined) return 'no-letter';
  return row.status === 'open' ? undefined : 'not-open';
}

function refuseReplay(
  { topic }: RecordPosition,
  row: LetterRow | undefined,
  edited: boolean,
): LetterResult | undefined {
  if (!REPLAYABLE_TOPICS.includes(topic)) return 'no-stage';
  if ((row?.attempts ?? 0) >= MAX_ATTEMPTS) return 'too-many-attempts';
  return edited || row?.has_content === true ? undefined : 'nothing-to-send';
}

const openWhere = (filter: string, can: string): string => `from dead_letter d where d.status = 'open'${can}${filter}`;

async function countOpen(query: Query, filter: DeadLetterFilter, can: string): Promise<number> {
  const { sql, parameters } = letterConditions(filter, 0);
  const [row] = await query<{ count: number }>(`select count(*)::float8 as count ${openWhere(sql, can)}`, parameters);
  return row?.count ?? 0;
}

/** In one order for all who act: no deadlock. */
async function lockOpen(query: Query, filter: DeadLetterFilter, can: string): Promise<readonly RecordPosition[]> {
  const { sql, parameters } = letterConditions(filter, 0);
  const rows = await query<PlaceRow>(
    `select d.topic, d.partition, d.record_offset ${openWhere(sql, can)}
     order by d.at, d.topic, d.partition, d.record_offset limit ${BULK_LIMIT} for update`,
    parameters,
  );
  return rows.map((row) => ({ topic: row.topic, partition: row.partition, offset: Number(row.record_offset) }));
}

const placesOf = (places: readonly RecordPosition[]): readonly unknown[] => [
  places.map(({ topic }) => topic),
  places.map(({ partition }) => partition),
  places.map(({ offset }) => offset),
];

const bytesOf = (value: Uint8Array | undefined): Buffer | null => (value === undefined ? null : Buffer.from(value));
