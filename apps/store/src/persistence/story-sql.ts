export const PENDING = `
  select article_id, story_id from article_head where story_pending order by article_id limit $1`;

export const TEXTS_WITHOUT_SIGNATURE = `
  select a.article_id, a.revision, a.text from article a
  where a.article_id = any($1::text[])
    and not exists (select from article_signature s where s.article_id = a.article_id and s.revision = a.revision)`;

export const INSERT_SIGNATURE = `
  insert into article_signature (article_id, revision, signature, bands) values ($1, $2, $3, $4)
  on conflict (article_id, revision) do nothing`;

/** Texts of other articles that share a band. $1: the article, $2: its bands. */
export const CANDIDATES = `
  select s.article_id, s.signature, h.story_id
  from article_signature s join article_head h on h.article_id = s.article_id
  where s.bands && $2::integer[] and s.article_id <> $1`;

export const BEGIN_STORIES = `
  update article_head set story_id = article_id
  where article_id = any($1::text[]) and story_id is null
  returning article_id`;

/** $1: stories that are no more, $2: what each is part of now. */
export const JOIN_STORIES = `
  update article_head h set story_id = joined.story_id
  from unnest($1::text[], $2::text[]) as joined (old_id, story_id)
  where h.story_id = joined.old_id`;

/** All articles of the stories of some. */
export const MEMBERS = `
  select h.article_id from article_head h
  where h.story_id in (select k.story_id from article_head k where k.article_id = any($1::text[]))`;

/**
 * The first article of a story is the one that was published first, or received where nobody says when: of those that
 * are current. The others are syndicated.
 */
export const SETTLE_SYNDICATION = `
  with ranked as (
    select h.article_id, h.revision is not null and row_number() over (
        partition by h.story_id
        order by h.revision is null, coalesce(a.published_at, a.received_at), h.article_id
      ) > 1 as syndicated
    from article_head h left join article a on a.article_id = h.article_id and a.revision = h.revision
    where h.story_id in (select k.story_id from article_head k where k.article_id = any($1::text[]))
  ), changed as (
    update article_head h set syndicated = r.syndicated
    from ranked r where r.article_id = h.article_id and h.syndicated <> r.syndicated
    returning h.article_id, h.syndicated
  )
  update sentence s set syndicated = c.syndicated
  from changed c where c.article_id = s.article_id and s.syndicated <> c.syndicated`;

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

/** Settled, unless a text has come meanwhile that was not looked at. */
export const SETTLED = `
  update article_head h set story_pending = false
  where h.article_id = any($1::text[]) and not exists (
    select from article a where a.article_id = h.article_id and not exists (
      select from article_signature s where s.article_id = a.article_id and s.revision = a.revision))`;
