import { Controller, Get, Inject, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { ArticleReader } from '../../persistence/article-reader.js';
import { CountedLists } from '../../persistence/counted-lists.js';
import { LedgerReader } from '../../persistence/ledger-reader.js';
import { SearchReader } from '../../persistence/search-reader.js';
import { SentenceReader } from '../../persistence/sentence-reader.js';
import { ApiRoute } from '../document/api-doc.js';
import { articleLedgerOf } from './article-ledger.js';
import { CursorSigner, listName } from '../cursor.js';
import { filterIn } from '../filter-parameters.js';
import type { HttpReply } from '../http/http.js';
import { linkNext, pageOf } from '../page-links.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';
import { invalidParameter, ProblemError } from '../http/problem.js';
import {
  type Article,
  articleLedgerSchema,
  type ArticlePage,
  articlePageSchema,
  articleSchema,
} from '../../answers/article-answers.js';
import { articlePath, articleQuery } from '../schemas.js';
import { stemsOf } from '../search-words.js';
import { articlesQuery } from '../sentences/sentences-schemas.js';
import { orTooBroad } from '../too-broad.js';

const PATH = '/v1/articles';
const place = z.tuple([z.string(), z.string()]);
type Asked = z.output<typeof articlesQuery>;

/** Articles, with their sentences and their ledger. */
@ApiTags('articles')
@Controller('v1/articles')
export class ArticlesController {
  constructor(
    @Inject(ArticleReader) private readonly articles: ArticleReader,
    @Inject(CountedLists) private readonly lists: CountedLists,
    @Inject(SearchReader) private readonly search: SearchReader,
    @Inject(SentenceReader) private readonly sentences: SentenceReader,
    @Inject(LedgerReader) private readonly ledger: LedgerReader,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Get()
  @Needs('read')
  @ApiRoute(
    'listArticles',
    'Current articles with at least one sentence that passes the filter, and with words in their title, the latest first',
    { schema: articlePageSchema, description: 'A page of articles', isPage: true },
    ['too-broad'],
  )
  async list(
    @Query({ schema: articlesQuery }) { limit, cursor, title, count, ...parameters }: Asked,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<ArticlePage> {
    const filter = filterIn(parameters);
    const list = listName(PATH, { ...filter, title });
    const after = cursor === undefined ? undefined : place.parse(this.cursors.read(list, cursor));
    await stemsOf(this.search, 'q', filter.q);
    await stemsOf(this.search, 'title', title);
    const request = {
      ...{ filter, title, limit: limit + 1 },
      after: after && { decidedAt: after[0], articleId: after[1] },
    };
    const { found, counted } = await orTooBroad({ filter, isCounted: count === 'exact' }, () =>
      this.lists.articles(request, count),
    );
    const page = pageOf(
      found,
      limit,
      ({ article }) => article,
      (last) => this.cursors.sign(list, [last.place.decidedAt, last.place.articleId]),
    );
    linkNext(reply, PATH, { ...parameters, title, count, limit }, page.next);
    return {
      items: [...page.items],
      ...(counted !== undefined && { count: counted }),
      ...(page.next !== undefined && { next: page.next }),
    };
  }

  @Get(':id')
  @Needs('read')
  @ApiRoute(
    'getArticle',
    'One article: its text, its sentences with their labels, its revisions',
    { schema: articleSchema, description: 'The article' },
    ['not-found', 'gone', 'address-too-long'],
  )
  async one(
    @Param({ schema: articlePath }) { id }: z.output<typeof articlePath>,
    @Query({ schema: articleQuery }) { revision: wanted }: z.output<typeof articleQuery>,
  ): Promise<Article> {
    const history = await this.articles.history(id);
    if (history === undefined) throw notFound('No text of this article is known.');
    const revision = wanted ?? history.current;
    if (revision === null) {
      throw new ProblemError('gone', 'The article is retracted. Its texts can be had with the parameter revision.');
    }
    const state = history.revisions.find((one) => one.revision === revision)?.state;
    const [article, sentences] = await Promise.all([
      this.articles.one(id, revision),
      this.sentences.ofRevision(id, revision),
    ]);
    if (state === undefined || article === undefined) {
      throw wanted === undefined ? notFound('This text is not known.') : invalidRevision(wanted);
    }
    return { ...article, state, revisions: history.revisions, sentences: [...sentences] };
  }

  @Get(':id/ledger')
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'getArticleLedger',
    'Where the sentences of an article are, revision by revision',
    { schema: articleLedgerSchema, description: 'The ledger of the article' },
    ['not-found', 'address-too-long'],
  )
  async ledgerOf(
    @Param({ schema: articlePath }) { id }: z.output<typeof articlePath>,
  ): Promise<z.output<typeof articleLedgerSchema>> {
    const counts = await this.ledger.ofArticle(id);
    if (counts.length === 0) throw notFound('Nothing of this article is known.');
    return articleLedgerOf(id, counts);
  }
}

const notFound = (detail: string): ProblemError => new ProblemError('not-found', detail);

const invalidRevision = (revision: string): ProblemError =>
  invalidParameter('revision', `the article has no revision ${revision}`);
