import type { Story } from '../answers/story-answers.js';
import type { Reader } from './reader.js';

const MAX_ITEMS = 500;

const HEAD = `
  select story_id, story_pending or phrases_pending as pending from article_head where article_id = $1`;

const MEMBERS = `
  select h.article_id, not h.syndicated as first, a.title, a.source, a.url, a.published_at, a.received_at,
    count(*) over ()::integer as count
  from article_head h join article a on a.article_id = h.article_id and a.revision = h.revision
  where h.story_id = $1
  order by h.syndicated, coalesce(a.published_at, a.received_at), h.article_id
  limit ${MAX_ITEMS}`;

interface MemberRow {
  readonly article_id: string;
  readonly first: boolean;
  readonly title: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly published_at: Date | null;
  readonly received_at: Date;
  readonly count: number;
}

/** Stories for the API. */
export class StoryReader {
  constructor(private readonly reader: Reader) {}

  /** The story of an article; undefined when nothing is known of the article. */
  async ofArticle(articleId: string): Promise<Story | undefined> {
    const [head] = await this.reader.query<{ readonly story_id: string | null; readonly pending: boolean }>(HEAD, [
      articleId,
    ]);
    if (head === undefined) return undefined;
    const members = await this.reader.query<MemberRow>(MEMBERS, [head.story_id]);
    return {
      storyId: head.story_id,
      pending: head.pending,
      count: members[0]?.count ?? 0,
      items: members.map((row) => ({
        articleId: row.article_id,
        title: row.title,
        source: row.source,
        url: row.url,
        publishedAt: row.published_at?.toISOString() ?? null,
        receivedAt: row.received_at.toISOString(),
        first: row.first,
      })),
    };
  }
}
