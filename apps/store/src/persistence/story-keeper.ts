import type { DataSource } from 'typeorm';

import {
  bandsOf,
  resemblance,
  SAME_STORY_RESEMBLANCE,
  type Signature,
  signatureOf,
} from '../domain/near-duplicates.js';
import { joinStories, type SameStory } from '../domain/stories.js';
import { lockToWriteArticles } from './article-locks.js';
import type { Query } from './batch-writer.js';
import {
  BEGIN_STORIES,
  CANDIDATES_OF_STORIES,
  FIRST_CANDIDATES,
  FLAG_SYNDICATED,
  INSERT_SIGNATURE,
  JOIN_STORIES,
  PENDING,
  PENDING_PHRASES,
  SETTLE_BOILERPLATE,
  SETTLED,
  SETTLED_PHRASES,
  TEXTS_WITHOUT_SIGNATURE,
  WRONGLY_FLAGGED,
} from './story-sql.js';

interface TextRow {
  readonly article_id: string;
  readonly revision: string;
  readonly text: string;
}

interface CandidateRow {
  readonly article_id: string;
  readonly signature: Buffer;
  readonly story_id: string;
}

interface FlagRow {
  readonly article_id: string;
  readonly syndicated: boolean;
}

/**
 * Finds out which articles tell the same story and which phrases are boilerplate, after the articles and sentences were
 * stored. What it ends in depends on what is stored alone. For one store at a time.
 */
export class StoryKeeper {
  constructor(private readonly source: DataSource) {}

  /**
   * Looks at some of the articles that wait for it.
   *
   * @returns how many they were
   */
  async settleSome(limit: number): Promise<number> {
    const stories = await this.settleStories(limit);
    const phrases = await this.settlePhrases(limit);
    return Math.max(stories, phrases);
  }

  private async settleStories(limit: number): Promise<number> {
    const ids = await this.transaction(async (query) => {
      const articleIds = await idsOf(query, PENDING, limit);
      if (articleIds.length > 0) await findStories(query, articleIds);
      return articleIds;
    });
    if (ids.length > 0) await this.transaction((query) => flagSyndicated(query, ids));
    return ids.length;
  }

  /**
   * Holds no article's lock: nobody who writes looks the flag of a phrase up. What is written meanwhile waits for its
   * story again, and so comes here again; until the flags are committed, so does what was looked at.
   */
  private async settlePhrases(limit: number): Promise<number> {
    const ids = await this.transaction((query) => idsOf(query, PENDING_PHRASES, limit));
    if (ids.length === 0) return 0;
    await this.transaction((query) => query(SETTLE_BOILERPLATE, [ids]));
    await this.transaction((query) => query(SETTLED_PHRASES, [ids]));
    return ids.length;
  }

  private transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    return this.source.transaction((manager) => work((sql, parameters) => manager.query(sql, [...parameters])));
  }
}

async function idsOf(query: Query, pending: string, limit: number): Promise<readonly string[]> {
  return (await query<{ readonly article_id: string }>(pending, [limit])).map(({ article_id }) => article_id);
}

async function findStories(query: Query, articleIds: readonly string[]): Promise<void> {
  await query(BEGIN_STORIES, [articleIds]);
  const storyOf = new Map<string, string>();
  const pairs: SameStory[] = [];
  for (const { article_id: articleId, revision, text } of await query<TextRow>(TEXTS_WITHOUT_SIGNATURE, [articleIds])) {
    const signature = signatureOf(text);
    const bands = signature === undefined ? [] : bandsOf(signature);
    await query(INSERT_SIGNATURE, [articleId, revision, signature && Buffer.from(signature.buffer), bands]);
    if (signature === undefined) continue;
    for (const other of await sameStories(query, articleId, signature, bands)) {
      storyOf.set(other.article_id, other.story_id);
      pairs.push([articleId, other.article_id]);
    }
  }
  if (pairs.length === 0) return;
  const own = await query<{ article_id: string; story_id: string }>(
    'select article_id, story_id from article_head where article_id = any($1::text[])',
    [articleIds],
  );
  for (const { article_id, story_id } of own) storyOf.set(article_id, story_id);
  const joined = joinStories(storyOf, pairs);
  await query(JOIN_STORIES, [[...joined.keys()], [...joined.values()]]);
}

/**
 * Of each story that an article belongs to, one article that resembles it. Mostly the first that is looked at does: of a
 * story of thousands one signature is read then, and all that may resemble it only where that one does not.
 */
async function sameStories(
  query: Query,
  articleId: string,
  signature: Signature,
  bands: readonly number[],
): Promise<readonly CandidateRow[]> {
  const isSame = (row: CandidateRow): boolean =>
    resemblance(signature, signatureFrom(row.signature)) >= SAME_STORY_RESEMBLANCE;
  const first = await query<CandidateRow>(FIRST_CANDIDATES, [articleId, bands]);
  const same = first.filter(isSame);
  if (same.length === first.length) return same;
  const open = first.filter((row) => !same.includes(row)).map(({ story_id }) => story_id);
  const others = await query<CandidateRow>(CANDIDATES_OF_STORIES, [articleId, bands, open]);
  return [...same, ...others.filter(isSame)];
}

/** A buffer of the driver may begin anywhere in its memory: numbers must begin at a multiple of four. */
const signatureFrom = (bytes: Buffer): Signature => new Uint32Array(new Uint8Array(bytes).buffer);

/**
 * Only what is looked at and what changes is locked, not whole stories, however large they are: who stores sentences of
 * the others need not wait.
 */
async function flagSyndicated(query: Query, articleIds: readonly string[]): Promise<void> {
  const wrongly = await query<FlagRow>(WRONGLY_FLAGGED, [articleIds]);
  const locked = new Set([...articleIds, ...wrongly.map(({ article_id }) => article_id)]);
  await lockToWriteArticles(query, [...locked]);
  const flags = await query<FlagRow>(WRONGLY_FLAGGED, [articleIds]);
  // A story changed before the locks were had: its articles wait on, and come again.
  if (!flags.every(({ article_id }) => locked.has(article_id))) return;
  if (flags.length > 0) {
    await query(FLAG_SYNDICATED, [
      flags.map(({ article_id }) => article_id),
      flags.map(({ syndicated }) => syndicated),
    ]);
  }
  await query(SETTLED, [articleIds]);
}
