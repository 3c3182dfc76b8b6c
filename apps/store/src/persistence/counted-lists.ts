import { type ArticlePageRequest, ArticleReader, type PlacedArticle } from './article-reader.js';
import type { Asked, Reader } from './reader.js';
import { type PlacedSentence, type SentencePageRequest, SentenceReader } from './sentence-reader.js';

/** How the number of all is wanted; left out: not at all. */
export type CountKind = 'exact' | 'estimate' | 'none' | undefined;

/** A page, and how many the whole list has where that was wanted. */
export interface Counted<Found> {
  readonly found: readonly Found[];
  readonly counted?: { readonly value: number; readonly kind: 'exact' | 'estimate' };
}

/** What can be asked of one list. */
interface List<Found> {
  page(): Promise<readonly Found[]>;
  count(): Promise<number>;
  estimate(): Promise<number>;
}

/** Pages with the number of all: where it is exact, both are of one moment, whatever is written meanwhile. */
export class CountedLists {
  constructor(private readonly reader: Reader) {}

  sentences(request: SentencePageRequest, kind: CountKind): Promise<Counted<PlacedSentence>> {
    const { filter, order } = request;
    return this.list(kind, (asked) => {
      const sentences = new SentenceReader(asked);
      return {
        page: () => sentences.page(request),
        count: () => sentences.count(filter, order.by),
        estimate: () => sentences.estimate(filter, order.by),
      };
    });
  }

  articles(request: ArticlePageRequest, kind: CountKind): Promise<Counted<PlacedArticle>> {
    return this.list(kind, (asked) => {
      const articles = new ArticleReader(asked);
      return {
        page: () => articles.page(request),
        count: () => articles.count(request),
        estimate: () => articles.estimate(request),
      };
    });
  }

  private async list<Found>(kind: CountKind, listOf: (asked: Asked) => List<Found>): Promise<Counted<Found>> {
    if (kind === 'exact') {
      return this.reader.atOneMoment(async (moment) => {
        const list = listOf(moment);
        const value = await list.count();
        return { found: await list.page(), counted: { value, kind } };
      });
    }
    const list = listOf(this.reader);
    const found = await list.page();
    return kind === 'estimate' ? { found, counted: { value: await list.estimate(), kind } } : { found };
  }
}
