import { wayTo } from '../domain/sample-bound.js';
import type { Comparison, Models, Unlabelled } from '../answers/model-answers.js';
import type { Reader } from './reader.js';
import { tableSample, tableSize } from './table-size.js';

const EXACT = 'select model_version as version, count(*)::float8 as labels from label group by model_version';

/** What ANALYZE saw: models are few, so that each is among the most common values. */
const ESTIMATE = `
  select v.version, round(v.share * c.reltuples)::float8 as labels
  from pg_stats s
  cross join lateral unnest(s.most_common_vals::text::text[], s.most_common_freqs) as v (version, share)
  join pg_class c on c.oid = 'label'::regclass
  where s.schemaname = current_schema() and s.tablename = 'label' and s.attname = 'model_version'`;

/** The times of the first and of the latest article of each model, by the index of its hops. */
const MODELS = `
  select m.version as "modelVersion", m.promoted, m.shadow, m.dropped,
    case when m.promoted then 'promoted' when m.dropped then 'dropped' when m.shadow then 'shadow' else 'counts' end
      as state,
    coalesce(first.at, m.first_seen) as "firstSeen", last.at as "lastSeen"
  from model m
  left join lateral (
    select h.first_at as at from hop h where h.model_version = m.version and h.model_version <> ''
    order by h.first_at limit 1) first on true
  left join lateral (
    select h.last_at as at from hop h where h.model_version = m.version and h.model_version <> ''
    order by h.first_at desc limit 1) last on true
  order by m.promoted desc, last.at desc nulls last, m.version`;

const SETTLING = `
  select after, seen::float8 as seen, changed::float8 as changed, began_at as "beganAt", done_at as "doneAt"
  from settling`;

const ACTS = `
  select version as "modelVersion", act, made_by as by, reason, made_at as at
  from model_act order by number desc limit 50`;

type Model = Models['items'][number];

interface ModelRow extends Omit<Model, 'firstSeen' | 'lastSeen' | 'labels'> {
  readonly firstSeen: Date;
  readonly lastSeen: Date | null;
}

interface SettlingRow {
  readonly after: string | null;
  readonly seen: number;
  readonly changed: number;
  readonly beganAt: Date;
  readonly doneAt: Date | null;
}

/** So many sentences are looked at for each example: the same words may stand in many articles. */
const COPIES = 5;

/** Pairs of labels that are looked at for a comparison. */
const PAIRS = 100_000;

const COMPARE = `
  with pair as materialized (
    select a.sentence_id, a.label as a, b.label as b, a.confidence as ca, b.confidence as cb,
      a.needs_review as ra, b.needs_review as rb
    from label a join label b on b.sentence_id = a.sentence_id and b.model_version = $2
    where a.model_version = $1 and a.sentence_id <= $3
  )
  select
    (select count(*)::float8 from pair) as sentences,
    (select count(*) filter (where ra)::float8 from pair) as "reviewA",
    (select count(*) filter (where rb)::float8 from pair) as "reviewB",
    (select coalesce(jsonb_agg(jsonb_build_object('a', a, 'b', b, 'count', n) order by a, b), '[]')
      from (select a, b, count(*) as n from pair group by a, b) cell) as cells,
    (select coalesce(jsonb_agg(jsonb_build_object(
        'a', p.a, 'b', p.b, 'confidenceA', p.ca, 'confidenceB', p.cb, 'sentenceId', p.sentence_id,
        'articleId', p.article_id, 'revision', p.revision, 'index', p.sentence_index, 'text', p.text,
        'source', p.source, 'personsLabel', case when p.corrected then p.said end) order by p.a, p.b, p.nth), '[]')
      from (
        select d.*, s.article_id, s.revision, s.sentence_index, s.text, s.source, s.corrected, s.label as said,
          row_number() over (partition by d.a, d.b, s.text order by d.nth) as copy
        from (
          select *, row_number() over (partition by a, b order by least(ca, cb) desc, sentence_id) as nth
          from pair where a <> b
        ) d join sentence s using (sentence_id)
        where d.nth <= $4 * ${COPIES}
      ) p
      where p.copy = 1) as examples`;

interface ComparisonRow {
  readonly sentences: number;
  readonly reviewA: number;
  readonly reviewB: number;
  readonly cells: readonly Omit<Comparison['cells'][number], 'share'>[];
  readonly examples: Comparison['examples'];
}

const UNLABELLED = `
  select s.sentence_id as "sentenceId", s.article_id as "articleId", s.revision, s.sentence_index as "index",
    greatest(coalesce(a.sentence_count, 1), s.sentence_index + 1) as count, s.start_offset as start,
    s.end_offset as "end", s.text, s.overlong, o.traceparent, l.sentence_id is not null as labelled
  from (
    select * from sentence where $1::uuid is null or sentence_id > $1 order by sentence_id limit $2
  ) s
  left join label l on l.sentence_id = s.sentence_id and l.model_version = $3
  left join article a on a.article_id = s.article_id and a.revision = s.revision
  left join outcome o on o.origin_topic = a.origin_topic and o.origin_partition = a.origin_partition
    and o.origin_offset = a.origin_offset
  order by s.sentence_id`;

/** Models and what they say, for the API. */
export class ModelReader {
  constructor(private readonly reader: Reader) {}

  /** Every model that was ever seen, how far settling is, and what people decided. */
  async all(): Promise<Models> {
    const [{ small: isExact }, rows, [settling], acts] = await Promise.all([
      tableSize(this.reader, 'label'),
      this.reader.query<ModelRow>(MODELS),
      this.reader.query<SettlingRow>(SETTLING),
      this.reader.query<Omit<Models['acts'][number], 'at'> & { readonly at: Date }>(ACTS),
    ]);
    const counts = await this.reader.query<{ version: string; labels: number }>(isExact ? EXACT : ESTIMATE);
    const labelsOf = new Map(counts.map(({ version, labels }) => [version, labels]));
    return {
      items: rows.map((row) => ({
        ...row,
        firstSeen: row.firstSeen.toISOString(),
        lastSeen: row.lastSeen?.toISOString() ?? null,
        labels: labelsOf.get(row.modelVersion) ?? (isExact ? 0 : null),
      })),
      labelsAre: isExact ? 'exact' : 'estimate',
      settling: settling === undefined ? null : settlingOf(settling),
      acts: acts.map((act) => ({ ...act, at: act.at.toISOString() })),
    };
  }

  /** Whether a label of it was ever stored. */
  async isKnown(version: string): Promise<boolean> {
    return (await this.reader.query('select from model where version = $1', [version])).length > 0;
  }

  /** What the one says against what the other says, of a sample where there are many. */
  async compare(a: string, b: string, examples: number): Promise<Comparison> {
    const { share, bound } = await tableSample(this.reader, 'label', PAIRS);
    const [row] = await this.reader.query<ComparisonRow>(COMPARE, [a, b, bound, examples]);
    if (row === undefined) throw new Error('An aggregate without a row.');
    const { sentences, reviewA, reviewB, cells } = row;
    const agreed = cells.reduce((sum, cell) => sum + (cell.a === cell.b ? cell.count : 0), 0);
    return {
      ...{ a, b, sentences, sampled: share, agreed, agreement: sentences === 0 ? null : agreed / sentences },
      review: { a: reviewA, b: reviewB },
      cells: cells.map((cell) => ({ ...cell, share: cell.count / sentences })),
      examples: firstOfEach(row.examples, examples),
    };
  }

  /** Looks at some sentences, in the order of their ids, for those that a model has not labelled. */
  async unlabelled(version: string, limit: number, after?: string): Promise<UnlabelledPage> {
    type Row = Unlabelled['items'][number] & { readonly labelled: boolean };
    const rows = await this.reader.query<Row>(UNLABELLED, [after, limit, version]);
    const last = rows.length < limit ? undefined : rows.at(-1)?.sentenceId;
    return {
      items: rows.filter(({ labelled }) => !labelled).map(({ labelled: _labelled, ...item }) => item),
      done: last === undefined ? 1 : wayTo(last),
      last,
    };
  }
}

/** At most so many of each difference; they come in the order of their value. */
function firstOfEach(all: Comparison['examples'], most: number): Comparison['examples'] {
  return [...Map.groupBy(all, ({ a, b }) => `${a} ${b}`).values()].flatMap((same) => same.slice(0, most));
}

/** A page of what a model has not labelled. */
interface UnlabelledPage extends Omit<Unlabelled, 'next'> {
  /** The last sentence that was looked at; undefined when there are no more after it. */
  readonly last: string | undefined;
}

function settlingOf({ after, seen, changed, beganAt, doneAt }: SettlingRow): NonNullable<Models['settling']> {
  return {
    share: doneAt !== null ? 1 : after === null ? 0 : wayTo(after),
    ...{ seen, changed, beganAt: beganAt.toISOString(), doneAt: doneAt?.toISOString() ?? null },
  };
}
