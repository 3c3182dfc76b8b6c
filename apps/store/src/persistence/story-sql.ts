export const PENDING = `
  select article_id from article_head where story_pending order by article_id limit $1`;

export const PENDING_PHRASES = `
  select article_id from article_head where phrases_pending order by article_id limit $1`;

export const TEXTS_WITHOUT_SIGNATURE = `
  select a.article_id, a.revision, a.text from article a
  where a.article_id = any($1::text[])
    and not exists (select from article_signature s where s.article_id = a.article_id and s.revision = a.revision)`;

export const INSERT_SIGNATURE = `
  insert into article_signature (article_id, revision, signature, bands) values ($1, $2, $3, $4)
  on conflict (article_id, revision) do nothing`;

/** $1: the article, $2: its bands. */
const SHARING_A_BAND = `
  from article_signature s join article_head h on h.article_id = s.article_id
  where s.bands && $2::integer[] and s.article_id <> $1`;

/** Of each story with a text of another article that shares a band, one such text. */
export const FIRST_CANDIDATES = `
  select distinct on (h.story_id) s.article_id, s.signature, h.story_id ${SHARING_A_BAND}
  order by h.story_id, s.article_id`;

/** All such texts of some stories. */
export const CANDIDATES_OF_STORIES = `
  select s.article_id, s.signature, h.story_id ${SHARING_A_BAND} and h.story_id = any($3::text[])`;

export const BEGIN_STORIES = `
  update article_head set story_id = article_id
  where article_id = any($1::text[]) and story_id is null
  returning article_id`;

/** $1: stories that are no more, $2: what each is part of now. */
export const JOIN_STORIES = `
  update article_head h set story_id = joined.story_id
  from unnest($1::text[], $2::text[]) as joined (old_id, story_id)
  where h.story_id = joined.old_id`;

/**
 * The articles in the stories of some whose flag is not what it should be. The first article of a story is the one that
 * was published first, or received where nobody says when: of those that are current. The others are syndicated.
 */
export const WRONGLY_FLAGGED = `
  select article_id, syndicated from (
    select h.article_id, h.syndicated as flagged, h.revision is not null and row_number() over (
        partition by h.story_id
        order by h.revision is null, coalesce(a.published_at, a.received_at), h.article_id
      ) > 1 as syndicated
    from article_head h left join article a on a.article_id = h.article_id and a.revision = h.revision
    where h.story_id in (select k.story_id from article_head k where k.article_id = any($1::text[]))
  ) ranked
  where syndicated <> flagged`;

/** $1: articles, $2: their flags. */
export const FLAG_SYNDICATED = `
  with flag as (
    select * from unnest($1::text[], $2::boolean[]) as f (article_id, syndicated)
  ), head as (
    update article_head h set syndicated = f.syndicated from flag f where h.article_id = f.article_id
  )
  update sentence s set syndicated = f.syndicated
  from flag f where s.article_id = f.article_id and s.syndicated <> f.syndicated`;

/** A phrase is a sentence of at most 300 characters; the words must be those of the index sentence_by_phrase. */
const hashOf = (text: string): string => `hashtextextended(${text}, 0)`;
const IS_PHRASE = 'source is not null and length(text) <= 300';
/** The same phrase in so many articles of its source is boilerplate. */
const BOILERPLATE_ARTICLES = 5;

/**
 * Counts the phrases of some articles, those of texts that are no longer current too, and flags or unflags every
 * current sentence that is one of them. Counting ends at the fifth article.
 */
export const SETTLE_BOILERPLATE = `
  with phrase as (
    select distinct source, ${hashOf('text')} as hash from sentence where article_id = any($1::text[]) and ${IS_PHRASE}
  ), counted as materialized (
    select p.source, p.hash, (
        select count(*) from (
          select distinct s.article_id from sentence s
          where s.source = p.source and ${hashOf('s.text')} = p.hash and s.current
            and length(s.text) <= 300
          limit ${BOILERPLATE_ARTICLES}
        ) found
      ) = ${BOILERPLATE_ARTICLES} as boilerplate
    from phrase p
  )
  update sentence s set boilerplate = c.boilerplate
  from counted c
  where s.source = c.source and ${hashOf('s.text')} = c.hash and s.boilerplate = not c.boilerplate
    and s.current and length(s.text) <= 300`;

/** Settled, unless a text has come meanwhile that was not looked at. The phrases are next. */
export const SETTLED = `
  update article_head h set story_pending = false, phrases_pending = true
  where h.article_id = any($1::text[]) and not exists (
    select from article a where a.article_id = h.article_id and not exists (
      select from article_signature s where s.article_id = a.article_id and s.revision = a.revision))`;

/** In the order in which all writers take heads. */
export const SETTLED_PHRASES = `
  update article_head set phrases_pending = false
  where article_id in (
    select article_id from article_head where article_id = any($1::text[]) order by article_id for no key update)`;
