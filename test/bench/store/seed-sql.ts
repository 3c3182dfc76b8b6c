import { CONTENT_WORDS, STOP_WORDS, SYLLABLES } from './seed-words.js';

const list = (words: readonly string[]): string => `array[${words.map((word) => `'${word}'`).join(',')}]`;

/** A rank from 1 to `count`, each the less likely the greater it is, as with the words of a language (Zipf, Mandelbrot). */
const rank = (count: number, flat = 1): string =>
  `(1 + floor(${flat} * (exp(random() * ln((${count} + ${flat}.0) / ${flat})) - 1)))::int`;

const syllable = (number: string): string => `(${list(SYLLABLES)})[1 + ${number} % ${SYLLABLES.length}]`;
const madeUp = (number: string): string =>
  `${syllable(number)} || ${syllable(`(${number} / 7)`)} || ${syllable(`(${number} / 211)`)} || ${syllable(`(${number} / 5309)`)}`;

const WORDS = 12_000;
const NAMES = 300_000;
const FRAGMENTS = 60_000;
const SOURCES = 400;

/** Sentences come in blocks of two articles, of 5 to 35 sentences each. */
const BLOCK = 40;
const CUT = `(5 + (block * 7919) % 31)`;

/** What the rows are made of. */
export const PREPARE: readonly string[] = [
  'drop schema if exists bench cascade',
  'create schema bench',
  'select setseed(0.6)',
  `create table bench.word as
   select n, coalesce((${list(CONTENT_WORDS)})[n], ${madeUp('(n * 31)')}) as word from generate_series(1, ${WORDS}) n`,
  `create table bench.fragment as
   select d.fragment as n, string_agg(
     case when d.stop then (${list(STOP_WORDS)})[d.rank] else w.word end, ' ' order by d.place) as text
   from (
     select fragment, place, random() < 0.42 as stop, ${rank(STOP_WORDS.length)} as rank, ${rank(WORDS, 30)} as content
     from generate_series(1, ${FRAGMENTS}) fragment,
       lateral generate_series(1, 5 + fragment % 4) place
   ) d join bench.word w on w.n = d.content
   group by d.fragment`,
  'analyze bench.fragment',
];

/** Articles and sentences from number $1 to number $2, exclusive, of $3, in tables of their own. */
export const STAGE: readonly string[] = [
  'drop table if exists bench.sentence, bench.article',
  `create unlogged table bench.article as
   select n, case when n % 33 = 0 and n > 0 then n - 1 else n end as named, (n + 1) % 33 <> 0 as current,
     'Source ' || ${rank(SOURCES, 3)} as source,
     case when random() < 0.9 then 'en' else (array['fr','de','ar','uk','es'])[1 + floor(random() * 5)::int] end as language,
     received_at,
     case when random() < 0.97 then received_at - interval '1 minute' * exp(random() * 7.5) end as published_at
   from (
     select n, timestamptz '2024-01-01' + interval '730 days' * (n * ${BLOCK / 2}.0 / $3) as received_at
     from generate_series($1::bigint / ${BLOCK / 2}, ($2::bigint - 1) / ${BLOCK / 2}) n
   ) a`,
  `create unlogged table bench.sentence as
   select d.article, d.index, d.label, d.sureness, d.oddness,
     upper(left(f1.text, 1)) || substr(f1.text, 2) || ' ' || f2.text || ' ' || initcap(${madeUp('d.name')}) ||
       case when d.long then ' ' || f3.text else '' end || '.' as text
   from (
     select 2 * block + (k >= ${CUT})::int as article, case when k >= ${CUT} then k - ${CUT} else k end as index,
       1 + floor(random() * ${FRAGMENTS})::int as a, 1 + floor(random() * ${FRAGMENTS})::int as b,
       1 + floor(random() * ${FRAGMENTS})::int as c, ${rank(NAMES)} as name, random() < 0.6 as long,
       (array['military','military','military','military','diplomatic','diplomatic','diplomatic','humanitarian','humanitarian'])
         [1 + floor(random() * 9)::int] as label,
       sqrt(random()) as sureness, random() as oddness
     from (select g / ${BLOCK} as block, g % ${BLOCK} as k from generate_series($1::bigint, $2::bigint - 1) g) p
   ) d
   join bench.fragment f1 on f1.n = d.a join bench.fragment f2 on f2.n = d.b join bench.fragment f3 on f3.n = d.c`,
];

const ID = `'bench-' || a.named`;
const REVISION = `md5('bench ' || a.n)`;
const SENTENCE_ID = `md5('bench ' || a.n || ' ' || s.index)::uuid`;
const CONFIDENCE = '0.34 + 0.66 * s.sureness';
const NEEDS_REVIEW = 's.sureness < 0.25';
const MODEL = 'bench-model';
const OTHERS = '(1 - (0.34 + 0.66 * s.sureness)) / 2';
const scoreOf = (label: string): string => `case when s.label = '${label}' then ${CONFIDENCE} else ${OTHERS} end`;
const FROM = 'from bench.sentence s join bench.article a on a.n = s.article';
/** One sentence of five hundred was labelled by a person. */
const CORRECTED = 's.oddness < 0.002';

/** What is staged becomes rows of the store, as if each article had come through the pipeline. */
export const STORE: readonly string[] = [
  `insert into article (article_id, revision, title, source, url, published_at, language, text, sentence_count, cleaning,
     received_at, origin_topic, origin_partition, origin_offset, stored_at)
   select ${ID}, ${REVISION}, left(t.text, 60), a.source, 'https://example.org/' || a.n, a.published_at, a.language,
     t.text, t.sentences, '{}', a.received_at, 'news.article.submitted.v1', a.n % 6, a.n / 6,
     a.received_at + interval '2 seconds'
   from bench.article a join (
     select article, string_agg(text, ' ' order by index) as text, count(*) as sentences
     from bench.sentence group by article) t on t.article = a.n`,
  // Each tells a story of its own, which the store need not find out.
  `insert into article_head (article_id, revision, decided_at, decided_offset, decided_partition, story_id, story_pending)
   select ${ID}, ${REVISION}, a.received_at, a.n / 6, a.n % 6, ${ID}, false from bench.article a where a.current`,
  `insert into outcome (origin_topic, origin_partition, origin_offset, kind, article_id, revision, at)
   select 'news.article.submitted.v1', a.n % 6, a.n / 6, 'split', ${ID}, ${REVISION}, a.received_at from bench.article a`,
  `insert into ledger (article_id, revision, split, stored)
   select ${ID}, ${REVISION}, count(*), count(*) ${FROM} group by 1, 2`,
  `insert into model (version, shadow) values ('${MODEL}', false) on conflict do nothing`,
  `insert into sentence (sentence_id, article_id, revision, sentence_index, start_offset, end_offset, text, label,
     confidence, none_score, needs_review, model_version, corrected, stored_at, source, language, published_at,
     received_at, labelled_at, current)
   select ${SENTENCE_ID}, ${ID}, ${REVISION}, s.index, s.finish - length(s.text), s.finish, s.text, s.label,
     case when not corrected then ${CONFIDENCE} end, case when not corrected then s.oddness end,
     not corrected and ${NEEDS_REVIEW}, case when not corrected then '${MODEL}' end, corrected,
     a.received_at + interval '3 seconds', a.source, a.language, a.published_at, a.received_at,
     a.received_at + case when corrected then interval '1 day' else interval '2 seconds' end, a.current
   from (
     select *, (sum(length(text) + 1) over (partition by article order by index) - 1)::int as finish,
       ${CORRECTED} as corrected
     from bench.sentence s
   ) s join bench.article a on a.n = s.article
   order by a.n, s.index`,
  `insert into label (sentence_id, model_version, label, confidence, score_military, score_diplomatic,
     score_humanitarian, none_score, needs_review, evidence, shadow, labelled_at)
   select ${SENTENCE_ID}, '${MODEL}', s.label, ${CONFIDENCE}, ${scoreOf('military')}, ${scoreOf('diplomatic')},
     ${scoreOf('humanitarian')}, s.oddness, ${NEEDS_REVIEW},
     jsonb_build_array(jsonb_build_object('text', split_part(s.text, ' ', 1), 'start', 0,
       'end', length(split_part(s.text, ' ', 1)), 'weight', 1.25)), false, a.received_at + interval '2 seconds'
   ${FROM}`,
  `insert into correction (sentence_id, number, label, made_by, reason, made_at)
   select ${SENTENCE_ID}, 1, s.label, 'bench', 'read it', a.received_at + interval '1 day' ${FROM} where ${CORRECTED}`,
];
