import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveApi } from '../../test/serve-api.js';
import { ArticleReader } from '../persistence/article-reader.js';
import { PostgresCorrectionRepository } from '../persistence/correction.repository.js';
import { CorrectionReader } from '../persistence/correction-reader.js';
import { PostgresDeadLetterDesk } from '../persistence/dead-letter-desk.js';
import { DeadLetterReader } from '../persistence/dead-letter-reader.js';
import { LedgerReader } from '../persistence/ledger-reader.js';
import { PostgresModelRepository } from '../persistence/model.repository.js';
import { ModelReader } from '../persistence/model-reader.js';
import { PersistenceModule } from '../persistence/persistence.module.js';
import { SearchReader } from '../persistence/search-reader.js';
import { SentenceDetailReader } from '../persistence/sentence-detail-reader.js';
import { SentenceReader } from '../persistence/sentence-reader.js';
import { TraceReader } from '../persistence/trace-reader.js';
import { type ArticleFeed, DatabaseUnavailable, PipelineUnavailable } from '../ports.js';
import { QueryModule } from './query.module.js';

interface Problem {
  readonly errors?: readonly { readonly parameter?: string; readonly pointer?: string; readonly detail: string }[];
}

const UNKNOWN = '/v1/sentences/6ba7b811-9dad-51d1-80b4-00c04fd430c8';

const away: ArticleFeed = { submit: () => Promise.reject(new PipelineUnavailable('Kafka is at 10.0.0.1')) };

const unavailable = () => ({ next: () => Promise.reject(new DatabaseUnavailable('57014')) });

/** A database in which nothing is, and which does not answer for the ledger. */
const emptyDatabase = new Map<unknown, object>([
  [ArticleReader, { page: async () => [], history: async () => undefined }],
  [SentenceDetailReader, { one: async () => undefined }],
  [PostgresCorrectionRepository, { save: async () => 'no-correction' }],
  [DeadLetterReader, { page: async () => [], one: async () => undefined }],
  [PostgresDeadLetterDesk, { discard: async () => 'not-open' }],
  [CorrectionReader, { current: unavailable }],
  [SearchReader, { stems: async () => [], places: async () => new Map() }],
  [TraceReader, { hops: async () => [] }],
  [ModelReader, { isKnown: async () => false }],
  [PostgresModelRepository, { decide: async () => 'no-model' }],
  [SentenceReader, { page: async () => [] }],
  [LedgerReader, { ofArticle: async () => [], total: () => Promise.reject(new DatabaseUnavailable('57014')) }],
]);

describe('the errors of the API', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await serveApi(QueryModule.of(PersistenceModule.standIns(emptyDatabase), away, undefined));
  });

  afterAll(() => app.close());

  it.each([
    ['GET', '/v1/nothing', 404, 'not-found'],
    ['GET', '/v1/articles/missing', 404, 'not-found'],
    ['GET', '/v1/articles/missing/ledger', 404, 'not-found'],
    ['GET', '/v1/articles/missing/trace', 404, 'not-found'],
    ['GET', '/v1/articles/missing/changes', 404, 'not-found'],
    ['GET', '/v1/models/compare?a=x&b=y', 404, 'not-found'],
    ['GET', '/v1/models/x/card', 404, 'not-found'],
    ['GET', '/v1/articles/a?revision=x', 400, 'invalid-request'],
    ['GET', '/v1/dead-letters/t/0/9', 404, 'not-found'],
    ['GET', '/v1/dead-letters/t/zero/9', 400, 'invalid-request'],
    ['GET', '/v1/dead-letters/groups?zone=%2B05:00', 400, 'invalid-request'],
    ['POST', '/v1/articles', 400, 'invalid-request'],
    ['PUT', '/v1/articles', 405, 'method-not-allowed'],
    ['DELETE', '/v1/articles/a', 405, 'method-not-allowed'],
    ['GET', '/v1/articles/%FF', 400, 'invalid-request'],
    ['GET', '/v1/articles/a%00b', 400, 'invalid-request'],
    ['GET', '/v1/sentences?label=%00', 400, 'invalid-request'],
    ['GET', '/v1/sentences?label=%FF', 400, 'invalid-request'],
    ['GET', '/v1/sentences/x', 400, 'invalid-request'],
    ['GET', '/v1/stats/timeline?tz=Mars/Olympus', 400, 'invalid-request'],
    ['GET', '/v1/stats/timeline?bucket=hour&from=2020-01-01&to=2026-01-01', 400, 'invalid-request'],
    ['GET', '/v1/stats/labels?from=2999-01-01', 400, 'invalid-request'],
    ['GET', '/v1/stats/facets?bucket=day', 400, 'invalid-request'],
    ['GET', '/v1/stats/sources?cursor=x', 400, 'invalid-request'],
    ['GET', UNKNOWN, 404, 'not-found'],
    ['PUT', `${UNKNOWN}/label`, 400, 'invalid-request'],
    ['DELETE', `${UNKNOWN}/label`, 400, 'invalid-request'],
    ['DELETE', `${UNKNOWN}/label?by=anna&reason=why`, 404, 'not-found'],
    ['GET', `${UNKNOWN}/label`, 405, 'method-not-allowed'],
    ['GET', '/v1/corrections.ndjson', 503, 'unavailable'],
    ['GET', '/v1/ledger?at=now', 400, 'invalid-request'],
    ['GET', '/v1/ledger', 503, 'unavailable'],
  ] as const)('%s %s is %i %s, as problem+json with safe headers', async (method, url, status, kind) => {
    const answer = await app.inject({ method, url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(answer.json()).toMatchObject({ type: `urn:sitrep:problem:${kind}`, status });
  });

  it.each([2_000, 10_000])('an id of %i characters is too long', async (length) => {
    const answer = await app.inject(`/v1/articles/${'a'.repeat(length)}`);
    expect(answer.json()).toMatchObject({ type: 'urn:sitrep:problem:address-too-long', status: 414 });
  });

  it('say which methods an address takes', async () => {
    const answer = await app.inject({ method: 'PUT', url: '/v1/sentences?label=military' });
    expect(answer.headers['allow']).toBe('GET, HEAD');
  });

  it.each([
    ['?limit=0', 'limit', 'is not between 1 and 500'],
    ['?limit=501', 'limit', 'is not between 1 and 500'],
    ['?limit=1e1', 'limit', 'is not a whole number'],
    ['?limit=5&limit=6', 'limit', 'is given more than once'],
    ['?label=foreign', 'label', expect.stringContaining('military')],
    ['?labels=military', 'labels', 'there is no such parameter'],
    ['?corrected=yes', 'corrected', expect.stringContaining('true')],
    ['?needsReview=1', 'needsReview', expect.stringContaining('true')],
    ['?minConfidence=1.1', 'minConfidence', expect.stringContaining('from 0 to 1')],
    ['?minConfidence=1e-1', 'minConfidence', expect.stringContaining('from 0 to 1')],
    ['?article=', 'article', expect.any(String)],
    ['?__proto__=1', '__proto__', 'there is no such parameter'],
    ['?cursor=x', 'cursor', expect.stringContaining('begin again')],
  ])('name the parameter that is wrong: /v1/sentences%s', async (query, parameter, detail) => {
    const answer = await app.inject(`/v1/sentences${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Problem>().errors).toEqual([{ parameter, detail }]);
  });

  it.each([
    [{}, ['/label', '/reason']],
    [{ label: 'military', reason: 'x' }, ['/by']],
    [{ label: 'military', by: ' ', reason: 'x' }, ['/by']],
    [{ label: 'military', by: 'anna', reason: 'x\u0000' }, ['/reason']],
    [{ label: 'military', by: 'anna', reason: '\uD800' }, ['/reason']],
    [{ label: 'none', by: 'anna', reason: 'x'.repeat(2_001) }, ['/label', '/reason']],
    [{ label: 'military', by: 'anna', reason: 'x', at: 'now' }, ['']],
  ])('point to what is wrong in a correction: %j', async (payload, pointers) => {
    const answer = await app.inject({ method: 'PUT', url: `${UNKNOWN}/label`, payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Problem>().errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('say to a page of another site that it may not write', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await app.inject({ method: 'DELETE', url: `${UNKNOWN}/label?by=a&reason=b`, headers });
    expect(answer.json()).toMatchObject({ type: 'urn:sitrep:problem:forbidden', status: 403 });
  });

  it('carry the trace of the request', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await app.inject({
      url: '/v1/nothing',
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(answer.json()).toMatchObject({ traceId, instance: '/v1/nothing' });
  });
});
