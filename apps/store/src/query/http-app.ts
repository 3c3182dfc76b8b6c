import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from '@sitrep/observability';

import type { AccessPolicy } from '../access/access-policy.js';
import { guardAccess } from '../access/guard-access.js';
import { KeyRing } from '../access/key-ring.js';
import { limitRate } from '../access/limit-rate.js';
import { type AnswerTypes, answerTypesOf, guardAccept } from './http/accept.js';
import { answerClientError } from './http/client-error.js';
import { nameContent } from './http/conditional.js';
import { serveDocs } from './document/docs.js';
import type { HttpReply, HttpRequest } from './http/http.js';
import { guardHttp } from './http/http-guards.js';
import { buildOpenApi } from './document/openapi.js';
import { servePage } from './http/page.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RouteTable } from './http/route-table.js';
import { ValidationPipe } from './http/validation.pipe.js';

const BODY_LIMIT = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** So often is looked for connections that take too long. */
const CHECK_MS = 1_000;
/** An articleId has at most 512 bytes, three characters each when percent-encoded. */
const MAX_PARAM_LENGTH = 3 * 512;

/** Everything comes from this service; nothing of it may be framed. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
};

/** The HTTP side of the store: Fastify with limits, problems as errors, security headers, the API's documentation. */
export class HttpApp {
  private readonly filter: ProblemFilter;
  private readonly routes = new RouteTable();
  private answerTypes: AnswerTypes = new Map();

  /**
   * @param access what may be done without a key
   * @param page folder of the built dashboard; left out, `/` leads to the documentation
   */
  constructor(
    logger: Logger,
    private readonly access: AccessPolicy,
    private readonly page?: string,
  ) {
    this.filter = new ProblemFilter(this.routes, logger);
  }

  /** To be given to Nest, with its own body parsers off. */
  createAdapter(): FastifyAdapter {
    return new FastifyAdapter({
      bodyLimit: BODY_LIMIT,
      requestTimeout: REQUEST_TIMEOUT_MS,
      http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CHECK_MS },
      routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
      clientErrorHandler: answerClientError,
      // What Fastify refuses before there is a route: an address that it cannot decode.
      frameworkErrors: (error: Error, request: unknown, reply: unknown) =>
        this.filter.answer(error, request as HttpRequest, reply as HttpReply),
    });
  }

  /** To be called once, between the making of the application and its start. */
  async configure(app: NestFastifyApplication): Promise<void> {
    const server = app.getHttpAdapter().getInstance();
    // Before our own guards, so that what they refuse has the headers too.
    await app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY, xFrameOptions: { action: 'deny' } });
    await app.register(compress, { globalDecompression: false });
    const { origins = [] } = this.access;
    if (origins.length > 0) allowOrigins(app, origins);
    const keys = app.get(KeyRing, { strict: false });
    guardHttp(server, this.routes, origins);
    await limitRate(app, this.access, keys);
    guardAccess(server, this.access, keys);
    guardAccept(server, () => this.answerTypes);
    nameContent(server);
    app.useGlobalFilters(this.filter);
    app.useGlobalPipes(new ValidationPipe());
    const document = buildOpenApi(app);
    this.answerTypes = answerTypesOf(document);
    await serveDocs(app, document);
    await servePage(app, this.page);
  }
}

/** Pages of other sites that may use the API: with a key that they hold, since there is nothing that a browser adds. */
function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-none-match',
      'last-event-id',
      'traceparent',
    ],
    exposedHeaders: ['etag', 'link', 'location', 'retry-after', 'idempotency-replayed'],
    credentials: false,
    maxAge: 600,
  });
}
