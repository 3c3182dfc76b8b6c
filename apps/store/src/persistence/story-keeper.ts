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
  CANDIDATES,
  INSERT_SIGNATURE,
  JOIN_STORIES,
  MEMBERS,
  PENDING,
  SETTLE_BOILERPLATE,
  SETTLE_SYNDICATION,
  SETTLED,
  TEXTS_WITHOUT_SIGNATURE,
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
    const ids = await this.transaction(async (query) => {
      const pending = await query<{ article_id: string }>(PENDING, [limit]);
      const articleIds = pending.map(({ article_id }) => article_id);
      if (articleIds.length > 0) await findStories(query, articleIds);
      return articleIds;
    });
    if (ids.length > 0) await this.transaction((query) => settle(query, ids));
    return ids.length;
  }

  private transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    return this.source.transaction((manager) => work((sql, parameters) => manager.query(sql, [...parameters])));
  }
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
    for (const other of await query<CandidateRow>(CANDIDATES, [articleId, bands])) {
      if (resemblance(signature, signatureFrom(other.signature)) < SAME_STORY_RESEMBLANCE) continue;
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

/** A buffer of the driver may begin anywhere in its memory: numbers must begin at a multiple of four. */
const signatureFrom = (bytes: Buffer): Signature => new Uint32Array(new Uint8Array(bytes).buffer);

async function settle(query: Query, articleIds: readonly string[]): Promise<void> {
  // Alone with all that is written here: nobody may look a flag up while it changes.
  const members = await query<{ article_id: string }>(MEMBERS, [articleIds]);
  await lockToWriteArticles(
    query,
    members.map(({ article_id }) => article_id),
  );
  await query(SETTLE_SYNDICATION, [articleIds]);
  await query(SETTLE_BOILERPLATE, [articleIds]);
  await query(SETTLED, [articleIds]);
}
