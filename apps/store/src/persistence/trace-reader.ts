import { ArticleOutcome, SentenceExtracted } from '@sitrep/contracts';

import type { TraceHop } from '../answers/trace-answers.js';
import type { Reader } from './reader.js';

type HopRow = Omit<TraceHop, 'firstOffset' | 'lastOffset' | 'firstAt' | 'lastAt'> & {
  readonly firstOffset: string | null;
  readonly lastOffset: string | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
};

/** Of corrections and of dead letters at most so many are told, the latest. */
const MOST = 1_000;

/** What the steps have in common, in one order of columns. */
const hop = (columns: Readonly<Record<string, string>>, from: string): string => {
  const all = { ...NONE, ...columns };
  return `select ${Object.entries(all)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ')} ${from}`;
};

const NONE: Readonly<Record<string, string>> = {
  step: 'null::text',
  revision: 'null::text',
  sentenceId: 'null::uuid',
  topic: 'null::text',
  partition: 'null::integer',
  firstOffset: 'null::bigint',
  lastOffset: 'null::bigint',
  firstAt: 'null::timestamptz',
  lastAt: 'null::timestamptz',
  service: 'null::text',
  serviceVersion: 'null::text',
  modelVersion: 'null::text',
  traceparent: 'null::text',
  count: 'null::integer',
  detail: 'null::text',
};

const at = (column: string) => ({ firstAt: column, lastAt: column });

/** A rejection names no article: that a record was about this one is known of its dead letter alone. */
const REJECTED_RECORDS = `
  select o.*, d.at as rejected_at
  from dead_letter d
  join outcome o on o.origin_topic = d.topic and o.origin_partition = d.partition and o.origin_offset = d.record_offset
  where d.article_id = $1 and o.kind = 'rejected'
  union all
  select o.*, r.failed_at
  from dead_letter d
  join dead_letter_replay r on r.topic = d.topic and r.partition = d.partition and r.record_offset = d.record_offset
  join outcome o on o.origin_topic = r.topic and o.origin_partition = r.failed_partition
    and o.origin_offset = r.failed_offset
  where d.article_id = $1 and o.kind = 'rejected'
  order by rejected_at desc limit ${MOST}`;

const RECORD = {
  ...{ topic: 'o.origin_topic', partition: 'o.origin_partition', traceparent: 'o.traceparent' },
  ...{ firstOffset: 'o.origin_offset', lastOffset: 'o.origin_offset' },
};

const SUBMITTED = hop(
  { ...RECORD, step: `'submitted'`, revision: 'o.revision', ...at('o.at') },
  'from outcome o where o.article_id = $1',
);

const SUBMITTED_IN_VAIN = hop({ ...RECORD, step: `'submitted'`, ...at('o.at') }, 'from rejected_record o');

const REJECTED = hop(
  {
    ...RECORD,
    ...{ step: `'rejected'`, ...at('o.rejected_at'), service: `'ingester'`, detail: `concat(o.code, ': ', o.message)` },
  },
  'from rejected_record o',
);

/** What the ingester said of a submission, and what it made of it; what the classifiers made of that. */
const ON_TOPICS = hop(
  {
    step: `case when h.topic = $2 then case when h.revision = '' then 'retracted' else 'split' end
      when h.topic = $3 then 'extracted' else 'labelled' end`,
    revision: `nullif(h.revision, '')`,
    ...{ topic: 'h.topic', partition: 'h.partition', firstOffset: 'h.first_offset', lastOffset: 'h.last_offset' },
    ...{ firstAt: 'h.first_at', lastAt: 'h.last_at', traceparent: 'h.traceparent' },
    service: `nullif(regexp_replace(h.source, '^/sitrep/', ''), '')`,
    ...{ serviceVersion: `nullif(h.service_version, '')`, modelVersion: `nullif(h.model_version, '')` },
  },
  'from hop h where h.article_id = $1',
);

const STORED = hop(
  {
    ...{ step: `'stored'`, revision: 's.revision', firstAt: 'min(s.stored_at)', lastAt: 'max(s.stored_at)' },
    ...{ service: `'store'`, count: 'count(*)::integer' },
    serviceVersion: `(select min(h.stored_by) from hop h where h.article_id = $1 and h.revision = s.revision)`,
  },
  'from sentence s where s.article_id = $1 group by s.revision',
);

const CORRECTED = hop(
  {
    ...{ step: `'corrected'`, revision: 's.revision', sentenceId: 's.sentence_id', ...at('c.made_at') },
    detail: `concat(c.made_by, ': ', coalesce(c.label, 'taken back'), ', ', c.reason)`,
  },
  `from sentence s join correction c on c.sentence_id = s.sentence_id
  where s.article_id = $1 order by c.made_at desc limit ${MOST}`,
);

const DEAD = hop(
  {
    ...{ step: `'dead-lettered'`, revision: 'd.revision', sentenceId: 'd.sentence_id', topic: 'd.topic' },
    ...{ partition: 'd.partition', firstOffset: 'd.record_offset', lastOffset: 'd.record_offset', ...at('d.at') },
    ...{ service: 'd.consumer_group', serviceVersion: 'd.service_version', detail: `concat(d.code, ': ', d.message)` },
  },
  `from dead_letter d where d.article_id = $1 order by d.at desc limit ${MOST}`,
);

const STEPS = [
  'submitted',
  'rejected',
  'split',
  'retracted',
  'extracted',
  'labelled',
  'stored',
  'corrected',
  'dead-lettered',
];

const TRACE = `
  with rejected_record as (${REJECTED_RECORDS})
  select * from (
    (${SUBMITTED}) union all (${SUBMITTED_IN_VAIN}) union all (${REJECTED}) union all (${ON_TOPICS}) union all (${STORED}) union all (${CORRECTED}) union all (${DEAD})
  ) t
  order by "firstAt", array_position($4::text[], step), "sentenceId", "firstOffset"`;

/** The way of articles, for the API. */
export class TraceReader {
  constructor(private readonly reader: Reader) {}

  /** Every step that is known, at one moment; none when nothing is known of the article. */
  async hops(articleId: string): Promise<readonly TraceHop[]> {
    const parameters = [articleId, ArticleOutcome.topic, SentenceExtracted.topic, STEPS];
    const rows = await this.reader.query<HopRow>(TRACE, parameters);
    return rows.map((row) => ({
      ...row,
      firstOffset: row.firstOffset === null ? null : Number(row.firstOffset),
      lastOffset: row.lastOffset === null ? null : Number(row.lastOffset),
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
    }));
  }
}
