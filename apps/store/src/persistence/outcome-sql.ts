/**
 * Times come as milliseconds since 1970: no text of ours is ever read as a date. Each run of the
 * ingester may begin a trace of its own for a record without one: the least is kept, whichever comes first.
 */
export const INSERT_OUTCOMES = `
  insert into outcome as o (
    origin_topic, origin_partition, origin_offset, kind, article_id, revision, code, message, at, traceparent)
  select a, b, c, d, e, f, g, h, to_timestamp(at_ms / 1000.0), j
  from unnest(
    $1::text[], $2::integer[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::float8[],
    $10::text[])
    as i (a, b, c, d, e, f, g, h, at_ms, j)
  on conflict (origin_topic, origin_partition, origin_offset) do update set traceparent = excluded.traceparent
    where o.traceparent is null or excluded.traceparent < o.traceparent`;

/** The text is not among what changes: the revision is its name. */
export const UPSERT_ARTICLES = `
  insert into article as a (
    article_id, revision, title, source, url, author, published_at, language, text, sentence_count, cleaning,
    received_at, origin_topic, origin_partition, origin_offset)
  select i1, i2, i3, i4, i5, i6, to_timestamp(published_ms / 1000.0), i8, i9, i10, i11,
    to_timestamp(received_ms / 1000.0), i13, i14, i15
  from unnest(
    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::text[], $9::text[],
    $10::integer[], $11::jsonb[], $12::float8[], $13::text[], $14::integer[], $15::bigint[])
    as i (i1, i2, i3, i4, i5, i6, published_ms, i8, i9, i10, i11, received_ms, i13, i14, i15)
  on conflict (article_id, revision) do update set
    title = excluded.title, source = excluded.source, url = excluded.url, author = excluded.author,
    published_at = excluded.published_at, language = excluded.language, sentence_count = excluded.sentence_count,
    cleaning = excluded.cleaning, received_at = excluded.received_at, origin_topic = excluded.origin_topic,
    origin_partition = excluded.origin_partition, origin_offset = excluded.origin_offset
  where (excluded.received_at, excluded.origin_offset, excluded.origin_partition)
      > (a.received_at, a.origin_offset, a.origin_partition)
  returning article_id, revision, sentence_count`;

export const UPSERT_HEADS = `
  insert into article_head as h (article_id, revision, decided_at, decided_offset, decided_partition)
  select a, b, to_timestamp(decided_ms / 1000.0), d, e
  from unnest($1::text[], $2::text[], $3::float8[], $4::bigint[], $5::integer[]) as i (a, b, decided_ms, d, e)
  on conflict (article_id) do update set
    revision = excluded.revision, decided_at = excluded.decided_at, decided_offset = excluded.decided_offset,
    decided_partition = excluded.decided_partition, story_pending = true
  where (excluded.decided_at, excluded.decided_offset, excluded.decided_partition)
      > (h.decided_at, h.decided_offset, h.decided_partition)
  returning article_id`;

/** What follows from manifests and heads for the sentences that are there. Only rows that differ are written. */
export const UPDATE_SENTENCES = `
  update sentence s set
    source = a.source, language = a.language, published_at = a.published_at, received_at = a.received_at,
    current = coalesce(a.revision = h.revision, false), syndicated = h.syndicated
  from article_head h join article a on a.article_id = h.article_id
  where h.article_id = any($1::text[]) and s.article_id = a.article_id and s.revision = a.revision
    and (s.source, s.language, s.published_at, s.received_at, s.current, s.syndicated) is distinct from
      (a.source, a.language, a.published_at, a.received_at, coalesce(a.revision = h.revision, false), h.syndicated)`;

export const SET_SPLIT = `
  insert into ledger as l (article_id, revision, split)
  select * from unnest($1::text[], $2::text[], $3::integer[])
  on conflict (article_id, revision) do update set split = excluded.split
  where l.split is distinct from excluded.split`;
