import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { type Change, changesBetween } from '../../domain/revision-changes.js';
import { type ArticleHistory, ArticleReader } from '../../persistence/article-reader.js';
import { LedgerReader } from '../../persistence/ledger-reader.js';
import { SentenceReader } from '../../persistence/sentence-reader.js';
import { TraceReader } from '../../persistence/trace-reader.js';
import { ApiRoute } from '../document/api-doc.js';
import { articleLedgerOf } from './article-ledger.js';
import { invalidParameter, ProblemError } from '../http/problem.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';
import type { ArticleSentence } from '../../answers/article-answers.js';
import { articlePath } from '../schemas.js';
import {
  type ArticleTrace,
  articleTraceSchema,
  type RevisionChanges,
  revisionChangesSchema,
} from '../../answers/trace-answers.js';
import { changesQuery } from './trace-schemas.js';

type Revision = ArticleHistory['revisions'][number];

/** What happened to an article: its texts compared, and its way through the pipeline. */
@ApiTags('articles')
@Controller('v1/articles/:id')
export class ArticleHistoryController {
  constructor(
    @Inject(ArticleReader) private readonly articles: ArticleReader,
    @Inject(SentenceReader) private readonly sentences: SentenceReader,
    @Inject(TraceReader) private readonly traces: TraceReader,
    @Inject(LedgerReader) private readonly ledger: LedgerReader,
  ) {}

  @Get('changes')
  @Needs('read')
  @ApiRoute(
    'getArticleChanges',
    'What changed between two texts of an article, sentence by sentence',
    { schema: revisionChangesSchema, description: 'Sentences kept, added and removed, with their labels' },
    ['not-found', 'address-too-long'],
  )
  async changes(
    @Param({ schema: articlePath }) { id }: z.output<typeof articlePath>,
    @Query({ schema: changesQuery }) wanted: z.output<typeof changesQuery>,
  ): Promise<RevisionChanges> {
    const history = await this.articles.history(id);
    if (history === undefined) throw new ProblemError('not-found', 'No text of this article is known.');
    const { from, to } = chosen(history, wanted);
    const [old, young] = await Promise.all([
      this.sentences.ofRevision(id, from.revision),
      this.sentences.ofRevision(id, to.revision),
    ]);
    const changes = changesBetween(old, young);
    return {
      articleId: id,
      from: sideOf(from, old),
      to: sideOf(to, young),
      counts: countsOf(changes),
      changes: changes.map(({ kind, from: a, to: b }) => ({ kind, from: a && briefly(a), to: b && briefly(b) })),
    };
  }

  @Get('trace')
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'getArticleTrace',
    'The way of an article: every step with its place, its time and who took it, and the ledger',
    { schema: articleTraceSchema, description: 'The steps that are known' },
    ['not-found', 'address-too-long'],
  )
  async trace(@Param({ schema: articlePath }) { id }: z.output<typeof articlePath>): Promise<ArticleTrace> {
    const [hops, counts] = await Promise.all([this.traces.hops(id), this.ledger.ofArticle(id)]);
    if (hops.length === 0) throw new ProblemError('not-found', 'Nothing of this article is known.');
    return { articleId: id, hops: [...hops], ledger: counts.length === 0 ? null : articleLedgerOf(id, counts) };
  }
}

/** The two texts to compare: as wanted, else the current one and the one before it. */
function chosen({ revisions, current }: ArticleHistory, wanted: z.output<typeof changesQuery>) {
  const find = (parameter: 'from' | 'to', revision: string): Revision => {
    const known = revisions.find((one) => one.revision === revision);
    if (known === undefined) throw invalidParameter(parameter, `the article has no revision ${revision}`);
    return known;
  };
  // The latest first.
  const to = wanted.to ?? current ?? revisions[0]?.revision ?? '';
  const place = revisions.indexOf(find('to', to));
  const from = wanted.from ?? revisions[place + 1]?.revision;
  if (from === undefined) throw new ProblemError('not-found', 'There is no text before this one.');
  return { from: find('from', from), to: find('to', to) };
}

const sideOf = ({ revision, state, receivedAt, sentenceCount }: Revision, stored: readonly ArticleSentence[]) => ({
  revision,
  state,
  receivedAt,
  sentenceCount,
  stored: stored.length,
});

const briefly = ({ sentenceId, index, text, label, confidence, corrected }: ArticleSentence) => ({
  sentenceId,
  index,
  text,
  label,
  confidence,
  corrected,
});

function countsOf(changes: readonly Change<ArticleSentence>[]): RevisionChanges['counts'] {
  const counts = { kept: 0, added: 0, removed: 0, relabelled: 0 };
  for (const change of changes) {
    counts[change.kind]++;
    if (change.kind === 'kept' && change.from.label !== change.to.label) counts.relabelled++;
  }
  return counts;
}
