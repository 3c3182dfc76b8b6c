import { type ArticlePageRequest, ArticleReader, type PlacedArticle } from './article-reader.js';
import type { Reader } from './reader.js';
import { type PlacedSentence, type SentencePageRequest, SentenceReader } from './sentence-reader.js';

/** A page, and how many the whole list has. */
export interface Counted<Found> {
  readonly found: readonly Found[];
  readonly count: number;
}

/** Pages with the exact number of all: both of one moment, whatever is written meanwhile. */
export class CountedLists {
  constructor(private readonly reader: Reader) {}

  sentences(request: SentencePageRequest): Promise<Counted<PlacedSentence>> {
    return this.reader.atOneMoment(async (moment) => {
      const sentences = new SentenceReader(moment);
      const count = await sentences.count(request.filter, request.order.by);
      return { found: await sentences.page(request), count };
    });
  }

  articles(request: ArticlePageRequest): Promise<Counted<PlacedArticle>> {
    return this.reader.atOneMoment(async (moment) => {
      const articles = new ArticleReader(moment);
      const count = await articles.count(request);
      return { found: await articles.page(request), count };
    });
  }
}
