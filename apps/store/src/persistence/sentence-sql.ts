/** A model is a shadow until a label of it counts. What is known already is not touched: its lock would queue all writers. */
export const UPSERT_MODELS = `
  insert into model as m (version, shadow)
  select i.version, i.shadow
  from unnest($1::text[], $2::boolean[]) as i (version, shadow)
  where not exists (select from model k where k.version = i.version and (i.shadow or not k.shadow))
  on conflict (version) do update set shadow = false where m.shadow and not excluded.shadow`;

/** What is known of the article is looked up: under the locks of `article-locks.ts` it does not change meanwhile. */
export const INSERT_SENTENCES = `
  insert into sentence (
    sentence_id, article_id, revision, sentence_index, start_offset, end_offset, text, overlong,
    label, confidence, none_score, needs_review, model_version, labelled_at,
    source, language, published_at, received_at, current, syndicated)
  select i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, to_timestamp(labelled_ms / 1000.0),
    a.source, a.language, a.published_at, a.received_at, coalesce(h.revision = i3, false),
    coalesce(h.syndicated, false)
  from unnest(
    $1::uuid[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::integer[], $7::text[], $8::boolean[],
    $9::text[], $10::float8[], $11::float8[], $12::boolean[], $13::text[], $14::float8[])
    with ordinality as i (i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, labelled_ms, place)
  left join article a on a.article_id = i2 and a.revision = i3
  left join article_head h on h.article_id = i2
  order by place
  on conflict (sentence_id) do nothing
  returning sentence_id`;

/** The least time and "not always a shadow" do not depend on the order in which the same label comes again. */
export const INSERT_LABELS = `
  insert into label as l (
    sentence_id, model_version, label, confidence, score_military, score_diplomatic, score_humanitarian,
    none_score, needs_review, evidence, shadow, labelled_at)
  select a, b, c, d, e, f, g, h, j, k, shadow, to_timestamp(labelled_ms / 1000.0)
  from unnest(
    $1::uuid[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::float8[],
    $8::float8[], $9::boolean[], $10::jsonb[], $11::boolean[], $12::float8[])
    as i (a, b, c, d, e, f, g, h, j, k, shadow, labelled_ms)
  on conflict (sentence_id, model_version) do update
    set labelled_at = least(l.labelled_at, excluded.labelled_at), shadow = l.shadow and excluded.shadow
    where excluded.labelled_at < l.labelled_at or (l.shadow and not excluded.shadow)
  returning sentence_id`;

/** Their phrases are to be counted. In one order for all writers; what waits already is not touched. */
export const MARK_STORIES = `
  update article_head set story_pending = true
  where article_id in (
    select article_id from article_head where article_id = any($1::text[]) and not story_pending
    order by article_id for no key update)`;
