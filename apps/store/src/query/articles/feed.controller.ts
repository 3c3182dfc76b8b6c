import { Body, Controller, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isRefused, readSubmission, type RefusedArticle, type Submission } from '@sitrep/sentences';

import { Needs } from '../../access/needs.decorator.js';
import { readLines } from '../../domain/submitted-lines.js';
import type { ArticleFeed } from '../../ports.js';
import { ApiFeedBody, ApiRoute } from '../document/api-doc.js';
import { type AcceptedArticle, type AcceptedBatch, acceptedSchema } from './feed-schemas.js';
import type { HttpReply, HttpRequest } from '../http/http.js';
import { Idempotency } from '../http/idempotency.js';
import { ProblemError, type ProblemPart } from '../http/problem.js';
import { RawBody } from '../http/raw-body.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';

/** The token of the {@link ArticleFeed}. */
export const ARTICLE_FEED = Symbol('ArticleFeed');

const MAX_LINES = 5_000;
const MAX_ERRORS = 100;

/** Articles in. It only writes to the input topic: what becomes of them is asked elsewhere. */
@ApiTags('articles')
@Controller('v1/articles')
export class FeedController {
  constructor(
    @Inject(ARTICLE_FEED) private readonly articles: ArticleFeed,
    @Inject(Idempotency) private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Needs('feed')
  @HttpCode(202)
  @UseGuards(RefuseQuery)
  @ApiFeedBody()
  @ApiRoute(
    'submitArticles',
    'One article, or a batch of them, to be split and labelled',
    {
      schema: acceptedSchema,
      description: 'On their way: one answer for one article, or one for each line',
      status: 202,
    },
    ['forbidden', 'conflict', 'too-large', 'unsupported-media-type', 'key-reused'],
  )
  async submit(
    @Body() body: unknown,
    @Req() { headers }: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<AcceptedArticle | AcceptedBatch> {
    if (!(body instanceof RawBody)) throw new ProblemError('invalid-request', 'There is no article in the body.');
    const { submissions, accepted } = body.mediaType === 'application/x-ndjson' ? batchOf(body) : oneOf(body);
    const traceparent = headers['traceparent'];
    const { answer, isReplay } = await this.idempotency.once(headers['idempotency-key'], body, async () => {
      await this.articles.submit(submissions, typeof traceparent === 'string' ? traceparent : undefined);
      return accepted;
    });
    if (isReplay) reply.header('idempotency-replayed', 'true');
    if ('links' in answer) reply.header('location', answer.links.article);
    return answer;
  }
}

interface Read {
  readonly submissions: readonly Submission[];
  /** What is answered when they are on the topic. */
  readonly accepted: AcceptedArticle | AcceptedBatch;
}

function oneOf({ bytes, mediaType }: RawBody): Read {
  const read = readSubmission(bytes, mediaType);
  if (isRefused(read)) throw refusal([{ pointer: '', detail: detailOf(read) }]);
  return { submissions: [read], accepted: acceptedOf(read) };
}

function batchOf({ bytes }: RawBody): Read {
  if (countLines(bytes) > MAX_LINES) throw new ProblemError('too-large', `A batch has at most ${MAX_LINES} lines.`);
  const lines = readLines(bytes);
  const submissions = lines.flatMap(({ read }) => (isRefused(read) ? [] : [read]));
  if (submissions.length === 0) {
    const parts = lines.flatMap(({ line, read }) =>
      isRefused(read) ? [{ detail: `line ${line}: ${detailOf(read)}` }] : [],
    );
    throw refusal(parts.length === 0 ? [{ detail: 'there is no line with an article' }] : parts.slice(0, MAX_ERRORS));
  }
  const items = lines.map(({ line, read }) => ({ line, ...(isRefused(read) ? read : acceptedOf(read)) }));
  return {
    submissions,
    accepted: { accepted: submissions.length, rejected: lines.length - submissions.length, items },
  };
}

function countLines(bytes: Buffer): number {
  let count = 1;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}

function acceptedOf({ articleId }: Submission): AcceptedArticle {
  const article = `/v1/articles/${encodeURIComponent(articleId)}`;
  return { articleId, links: { article, ledger: `${article}/ledger` } };
}

const detailOf = ({ code, message }: RefusedArticle): string => `${code}: ${message}`;

const refusal = (parts: readonly ProblemPart[]): ProblemError =>
  new ProblemError('invalid-request', 'The pipeline would not take it.', parts);
