import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@sitrep/observability';

import type { HttpReply, HttpRequest } from './http.js';
import { PROBLEMS } from './problem.js';
import { problemOf } from './problem-of.js';
import type { RouteTable } from './route-table.js';
import { traceIdOf } from './trace-id.js';

/** Also where Fastify refuses a request before any hook has set headers. */
const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Answers every error with problem+json. What is our fault is logged under the trace id, and nothing of it is told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<HttpRequest>(), http.getResponse<HttpReply>());
  }

  /** Also for errors that Fastify meets before Nest. */
  answer(error: unknown, request: HttpRequest, reply: HttpReply): void {
    const problem = problemOf(this.routes.explain(error, request));
    const { status, title } = PROBLEMS[problem.kind];
    const traceId = traceIdOf(request.headers['traceparent']);
    const instance = request.url.split('?', 1)[0] ?? '';
    if (status >= 500) this.logger.error({ err: error, traceId, method: request.method, instance }, 'request failed');
    const { detail, errors } = problem;
    const type = `urn:sitrep:problem:${problem.kind}`;
    void reply
      .code(status)
      .headers({ ...SAFE_HEADERS, ...problem.headers })
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify({ type, title, status, detail, instance, traceId, ...(errors.length > 0 && { errors }) }));
  }
}
