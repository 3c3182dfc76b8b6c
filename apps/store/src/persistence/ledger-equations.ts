import { ArticleSubmitted, SentenceExtracted, SentenceLabelled } from '@sitrep/contracts';

import type { Equation } from '../domain/ledger-proof.js';

const MOST_EXAMPLES = 5;
const INPUT = `'${ArticleSubmitted.topic}'`;
const SENTENCES = `('${SentenceExtracted.topic}', '${SentenceLabelled.topic}')`;

/** Wraps a query of exceptions: their number, and some of them. Each exception is one row of `exception`. */
const asking = (checked: string, exception: string, number = 'count(*)'): string => `
  with exception as materialized (${exception})
  select (${checked})::float8 as checked,
    (select coalesce(${number}, 0) from exception)::float8 as exceptions,
    (select coalesce(jsonb_agg(to_jsonb(e)), '[]') from (select * from exception limit ${MOST_EXAMPLES}) e) as examples`;

const RECORDS = asking(
  'select count(*) from outcome',
  `select origin_topic as topic, origin_partition as partition, min(origin_offset) as "from",
     max(origin_offset) as "to", max(origin_offset) - min(origin_offset) + 1 - count(*) as missing
   from outcome group by 1, 2 having max(origin_offset) - min(origin_offset) + 1 > count(*)`,
  'sum(missing)',
);

const OUTCOMES = asking(
  'select count(*) from outcome',
  `select o.origin_topic as topic, o.origin_partition as partition, o.origin_offset as "offset", o.kind
   from outcome o
   left join article a on o.kind = 'split' and a.article_id = o.article_id and a.revision = o.revision
   left join article_head h on o.kind = 'retracted' and h.article_id = o.article_id
   left join dead_letter d on o.kind = 'rejected' and d.topic = o.origin_topic and d.partition = o.origin_partition
     and d.record_offset = o.origin_offset
   left join dead_letter_replay r on o.kind = 'rejected' and r.topic = o.origin_topic
     and r.failed_partition = o.origin_partition and r.failed_offset = o.origin_offset
   where coalesce(a.article_id, h.article_id, d.topic, r.topic) is null`,
);

const ANNOUNCED = asking(
  'select count(*) from ledger',
  `select coalesce(l.article_id, d.article_id) as "articleId", coalesce(l.revision, d.revision) as revision, l.split,
     coalesce(l.stored, 0) as stored, coalesce(d.dead, 0) as "deadLettered"
   from ledger l full join (
     select article_id, revision, count(distinct sentence_id) as dead from dead_letter d
     where sentence_id is not null and topic in ${SENTENCES}
       and not exists (select from sentence s where s.sentence_id = d.sentence_id and s.label is not null)
     group by 1, 2) d on d.article_id = l.article_id and d.revision = l.revision
   where l.split is distinct from coalesce(l.stored, 0) + coalesce(d.dead, 0)`,
);

const DENSE = asking(
  'select count(*) from sentence',
  `select coalesce(l.article_id, s.article_id) as "articleId", coalesce(l.revision, s.revision) as revision, l.split,
     l.stored as counted, s.found, s.last
   from ledger l full join (
     select article_id, revision, count(*) filter (where label is not null) as found, max(sentence_index) as last
     from sentence group by 1, 2) s on s.article_id = l.article_id and s.revision = l.revision
   where coalesce(l.stored, 0) <> coalesce(s.found, 0) or s.last >= l.split`,
);

const LABELLED = asking(
  'select count(*) from sentence',
  `select s.sentence_id as "sentenceId", s.article_id as "articleId", s.revision
   from sentence s left join label l on l.sentence_id = s.sentence_id and l.model_version = s.model_version
   where (s.label is not null and s.model_version is null and not s.corrected)
     or (s.model_version is not null and l.sentence_id is null)`,
);

const DEAD_LETTERS = asking(
  `select count(*) from dead_letter where topic = ${INPUT}`,
  `select d.topic, d.partition, d.record_offset as "offset", d.code
   from dead_letter d left join outcome o on o.origin_topic = d.topic and o.origin_partition = d.partition
     and o.origin_offset = d.record_offset and o.kind = 'rejected'
   where d.topic = ${INPUT} and o.kind is null`,
);

/** "Nothing lost, nothing twice", as the database can be asked for it. */
export const EQUATIONS: readonly Equation[] = [
  {
    id: 'E1',
    says: 'Of each partition of the input, every offset from the first to the last known has its outcome.',
    settles: true,
    sql: RECORDS,
  },
  {
    id: 'E2',
    says: 'Every outcome leads somewhere: a split to its article, a retraction to the withdrawal, a rejection to a dead letter, or back to the one that was sent again.',
    settles: true,
    sql: OUTCOMES,
  },
  {
    id: 'E3',
    says: 'Of each revision, sentences split = stored + dead-lettered.',
    settles: true,
    sql: ANNOUNCED,
  },
  {
    id: 'E3 places',
    says: 'Of each revision, the ledger counts the sentences that are there, and none stands behind the last announced.',
    settles: false,
    sql: DENSE,
  },
  {
    id: 'E3 labels',
    says: 'Every sentence has the label that counts, with the scores of the model that gave it, or a person’s.',
    settles: false,
    sql: LABELLED,
  },
  {
    id: 'E5',
    says: 'Every dead letter of the input is the record of one rejection, and of no other.',
    settles: true,
    sql: DEAD_LETTERS,
  },
];
