import 'reflect-metadata';

import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from '@sitrep/observability';
import { silentLogger } from '@sitrep/testing';

import { type AccessPolicy, openToAll } from '../src/access/access-policy.js';
import { HttpApp } from '../src/query/http-app.js';

/** What may be different about the HTTP of a test. */
export interface ServingOptions {
  /** Left out: everything is open to everybody. */
  readonly policy?: AccessPolicy;
  /** Folder of a built page. */
  readonly page?: string | undefined;
  readonly logger?: Logger;
  readonly onRoute?: (route: { readonly method: string | string[]; readonly url: string }) => void;
}

/** The HTTP of the store over an API. Nothing listens. */
export async function serveApi(
  api: DynamicModule,
  { policy = openToAll, page, logger = silentLogger(), onRoute = () => undefined }: ServingOptions = {},
): Promise<NestFastifyApplication> {
  const http = new HttpApp(logger, policy, page);
  const app = await NestFactory.create<NestFastifyApplication>(api, http.createAdapter(), {
    bodyParser: false,
    logger: false,
  });
  app.getHttpAdapter().getInstance().addHook('onRoute', onRoute);
  await http.configure(app);
  await app.init();
  return app;
}
