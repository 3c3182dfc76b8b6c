import type { RecordPosition } from '@sitrep/contracts';

import {
  type DeadLetterFilter,
  type LetterStatus,
  MAX_ATTEMPTS,
  type RecordHeader,
  REPLAYABLE_TOPICS,
} from '../domain/dead-letter-work.js';
import { shownBytes, textOf } from '../domain/shown-bytes.js';
import type { DeadLetterDetail, DeadLetterGroups, DeadLetterItem } from '../answers/dead-letter-answers.js';
import { letterConditions } from './dead-letter-filter.js';
import type { Reader } from './reader.js';

/** Which letters a page has. */
export interface DeadLetterPageRequest {
  readonly filter: DeadLetterFilter;
  readonly limit: number;
  /** Only what comes after this place in the list. */
  readonly after?: LetterPlace | undefined;
}

/** A place in the list: time as Postgres writes it, topic, partition, offset. */
export type LetterPlace = readonly [string, string, number, string];

/** A letter, and its place in the list. */
export interface PlacedLetter {
  readonly letter: DeadLetterItem;
  readonly place: LetterPlace;
}

/** A record as it is kept. */
export interface KeptRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly RecordHeader[];
}

/** So many bytes of a value are shown; the whole is to be had as it is. */
const SHOWN_BYTES = 256 * 1024;

const ITEM_COLUMNS = `
  d.topic, d.partition, d.record_offset, d.status, d.attempts, d.code, d.message, d.stage, d.service_version,
  d.article_id, d.sentence_id, octet_length(d.value) as bytes, d.at`;

const ONE = `
  select ${ITEM_COLUMNS}, d.revision, d.consumer_group, d.key, substring(d.value from 1 for ${SHOWN_BYTES}) as value,
    d.headers, edit.bytes as edit_bytes, edit.value as edit_value,
    case when d.sentence_id is not null then exists (
      select from sentence s where s.sentence_id = d.sentence_id and s.label is not null) end as stored
  from dead_letter d
  left join lateral (
    select octet_length(r.value) as bytes, substring(r.value from 1 for ${SHOWN_BYTES}) as value
    from dead_letter_replay r
    where r.topic = d.topic and r.partition = d.partition and r.record_offset = d.record_offset and r.edited
    order by r.attempt desc limit 1
  ) edit on true
  where d.topic = $1 and d.partition = $2 and d.record_offset = $3`;

const RECORD = `select key, value, headers from dead_letter where topic = $1 and partition = $2 and record_offset = $3`;

const REPLAYS = `
  select attempt, edited, code, message, stage, service_version, requested_at, published_at, failed_partition,
    failed_offset, failed_at
  from dead_letter_replay where topic = $1 and partition = $2 and record_offset = $3
  order by attempt`;

const ACTS = `
  select act, attempt, edited, made_by, reason, made_at
  from dead_letter_act where topic = $1 and partition = $2 and record_offset = $3
  order by number desc`;

const groupsOf = (filter: string): string => `
  with wanted as (
    select day::date as day from generate_series(
      (now() at time zone $1)::date - ($2::integer - 1), (now() at time zone $1)::date, interval '1 day') as day
  ), counted as (
    select d.code, (d.at at time zone $1)::date as day, count(*) as letters,
      count(*) filter (where d.status = 'open') as open
    from dead_letter d where true${filter}
    group by 1, 2
  )
  select
    (select array_agg(day::text order by day) from wanted) as days,
    (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'total', total, 'open', open, 'days', days)
        order by open desc, total desc, code), '[]')
      from (
        select c.code, sum(c.letters) as total, sum(c.open) as open,
          (select jsonb_agg(coalesce(n.letters, 0) order by w.day)
            from wanted w left join counted n on n.day = w.day and n.code = c.code) as days
        from counted c group by c.code
      ) by_code) as groups`;

interface ItemRow {
  readonly topic: string;
  readonly partition: number;
  readonly record_offset: string;
  readonly status: LetterStatus;
  readonly attempts: number;
  readonly code: string;
  readonly message: string;
  readonly stage: string | null;
  readonly service_version: string | null;
  readonly article_id: string | null;
  readonly sentence_id: string | null;
  readonly bytes: number | null;
  readonly at: Date;
}

interface OneRow extends ItemRow, KeptRecord {
  readonly revision: string | null;
  readonly consumer_group: string | null;
  readonly edit_bytes: number | null;
  readonly edit_value: Buffer | null;
  readonly stored: boolean | null;
}

interface ReplayRow {
  readonly attempt: number;
  readonly edited: boolean;
  readonly code: string;
  readonly message: string;
  readonly stage: string | null;
  readonly service_version: string | null;
  readonly requested_at: Date;
  readonly published_at: Date | null;
  readonly failed_partition: number | null;
  readonly failed_offset: string | null;
  readonly failed_at: Date | null;
}

interface ActRow {
  readonly act: 'replayed' | 'discarded';
  readonly attempt: number | null;
  readonly edited: boolean;
  readonly made_by: string;
  readonly reason: string;
  readonly made_at: Date;
}

/** Dead letters for the API. */
export class DeadLetterReader {
  constructor(private readonly reader: Reader) {}

  /** Those that came last first. */
  async page({ filter, limit, after }: DeadLetterPageRequest): Promise<readonly PlacedLetter[]> {
    const { sql, parameters } = letterConditions(filter, 5);
    const rows = await this.reader.query<ItemRow & { readonly at_text: string }>(
      `select ${ITEM_COLUMNS}, d.at::text as at_text
       from dead_letter d
       where ($2::timestamptz is null or (d.at, d.topic, d.partition, d.record_offset) < ($2, $3, $4, $5))${sql}
       order by d.at desc, d.topic desc, d.partition desc, d.record_offset desc
       limit $1`,
      [limit, after?.[0], after?.[1], after?.[2], after?.[3], ...parameters],
    );
    return rows.map((row) => ({
      letter: itemOf(row),
      place: [row.at_text, row.topic, row.partition, row.record_offset],
    }));
  }

  /** How many there are for each reason, and on each of the last days. */
  async groups(filter: DeadLetterFilter, days: number, zone: string): Promise<DeadLetterGroups> {
    const { sql, parameters } = letterConditions(filter, 2);
    const [row] = await this.reader.query<Pick<DeadLetterGroups, 'days' | 'groups'>>(groupsOf(sql), [
      zone,
      days,
      ...parameters,
    ]);
    const { groups = [], days: dates = [] } = row ?? {};
    const sum = (of: 'total' | 'open'): number => groups.reduce((total, group) => total + group[of], 0);
    return { zone, days: dates, total: sum('total'), open: sum('open'), groups };
  }

  /** All that is known of a letter, at one moment: its acts agree with its state. Undefined when there is none. */
  async one({ topic, partition, offset }: RecordPosition): Promise<DeadLetterDetail | undefined> {
    const place = [topic, partition, offset];
    const [[row], replays, acts] = await this.reader.atOneMoment(
      async ({ query }) =>
        [
          await query<OneRow>(ONE, place),
          await query<ReplayRow>(REPLAYS, place),
          await query<ActRow>(ACTS, place),
        ] as const,
    );
    if (row === undefined) return undefined;
    return {
      ...itemOf(row),
      revision: row.revision,
      consumerGroup: row.consumer_group,
      key: row.key && shownBytes(row.key, row.key.byteLength),
      value: row.value && shownBytes(row.value, row.bytes ?? 0),
      edit: row.edit_value && shownBytes(row.edit_value, row.edit_bytes ?? 0),
      headers: row.headers.map(({ name, base64 }) => ({ name, base64, text: textOf(Buffer.from(base64, 'base64')) })),
      stored: row.stored,
      canReplay: row.status === 'open' && row.attempts < MAX_ATTEMPTS && REPLAYABLE_TOPICS.includes(topic),
      replays: replays.map(replayOf),
      acts: acts.map(({ made_by: by, made_at, ...act }) => ({ ...act, by, at: made_at.toISOString() })),
    };
  }

  /** The record as it came; undefined when there is none. */
  async record({ topic, partition, offset }: RecordPosition): Promise<KeptRecord | undefined> {
    const [row] = await this.reader.query<KeptRecord>(RECORD, [topic, partition, offset]);
    return row;
  }
}

function itemOf(row: ItemRow): DeadLetterItem {
  return {
    topic: row.topic,
    partition: row.partition,
    offset: Number(row.record_offset),
    status: row.status,
    attempts: row.attempts,
    code: row.code,
    message: row.message,
    stage: row.stage,
    serviceVersion: row.service_version,
    articleId: row.article_id,
    sentenceId: row.sentence_id,
    bytes: row.bytes,
    at: row.at.toISOString(),
  };
}

function replayOf(row: ReplayRow): DeadLetterDetail['replays'][number] {
  const { attempt, edited, code, message, stage, failed_at, failed_partition, failed_offset } = row;
  return {
    attempt,
    edited,
    because: { code, message, stage, serviceVersion: row.service_version },
    requestedAt: row.requested_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    failed: failed_at && {
      partition: failed_partition,
      offset: failed_offset === null ? null : Number(failed_offset),
      at: failed_at.toISOString(),
    },
  };
}
