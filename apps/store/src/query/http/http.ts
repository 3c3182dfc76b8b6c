import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Caller } from '../../access/caller.js';
import type { Scope } from '../../domain/api-key.js';

/** The Fastify instance under Nest. */
export type HttpServer = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/** What is used of Fastify's request. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** No route takes this address with this method. */
  readonly is404: boolean;
  /** Whose key came with it. */
  readonly caller?: Caller | undefined;
  /** What it may do: what its key is for, and what everybody may. */
  readonly scopes?: readonly Scope[];
}

/** What is used of Fastify's reply. */
export interface HttpReply {
  code(status: number): this;
  header(name: string, value: string): this;
  headers(headers: Readonly<Record<string, string>>): this;
  type(contentType: string): this;
  /** A header that follows the body. */
  trailer(name: string, value: () => Promise<string>): this;
  send(body: string): this;
  getHeaders(): OutgoingHttpHeaders;
  /** From now on the answer is written to {@link raw}, and nobody else touches it. */
  hijack(): this;
  readonly raw: ServerResponse;
}
