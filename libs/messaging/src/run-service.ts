import 'reflect-metadata';

import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { metrics, nestLogger, serviceVersion, type Logger } from '@sitrep/observability';

import type { DeadLetterLimitOptions } from './dead-letter-limit.js';
import { endOnSignals } from './end-on-signals.js';
import { createMessaging, type Messaging } from './messaging.js';

/** A service that consumes topics, and answers over HTTP. */
export interface ServiceOptions {
  /** `ingester`, `classifier` or `store`. */
  readonly name: string;
  readonly logger: Logger;
  readonly kafka: { readonly brokers: readonly string[]; readonly groupId: string };
  readonly http: { readonly host: string; readonly port: number };
  readonly deadLetterLimit: DeadLetterLimitOptions;
  /** Makes the service's module; its consumers run their stages with the runner. */
  module(parts: Pick<Messaging, 'runner' | 'health' | 'publisher' | 'watchGroups' | 'listenTo'>): DynamicModule;
  /** What answers over HTTP. Left out: Fastify as it comes. */
  readonly adapter?: FastifyAdapter;
  /** Called between the making of the application and its start. */
  configure?(app: NestFastifyApplication): Promise<void>;
}

/**
 * Starts a service, and resolves when it has joined its group. It ends in one order only: messaging (intake, batches in
 * hand, commits, group, producer), then HTTP, then what the module closes when it is destroyed (databases).
 */
export async function runService(options: ServiceOptions): Promise<void> {
  const { name, logger, kafka, http } = options;
  metrics.buildInfo.set({ service: name, version: serviceVersion() }, 1);
  let app: NestFastifyApplication | undefined;
  const end = endOnSignals(
    async () => {
      await messaging.close();
      await app?.close();
    },
    logger,
    process,
  );
  const messaging = createMessaging({
    ...kafka,
    service: name,
    serviceVersion: serviceVersion(),
    logger,
    onFatal: end,
    deadLetterLimit: options.deadLetterLimit,
  });
  app = await NestFactory.create<NestFastifyApplication>(
    options.module(messaging),
    options.adapter ?? new FastifyAdapter(),
    {
      logger: nestLogger(logger),
      bodyParser: false,
      abortOnError: false,
    },
  );
  await options.configure?.(app);
  app.connectMicroservice<MicroserviceOptions>({ strategy: messaging.server });
  // HTTP first: while a broker is awaited the service is alive, and says what it waits for.
  await app.listen(http.port, http.host);
  messaging.reporter.start();
  await messaging.connect();
  await app.startAllMicroservices();
  logger.info({ url: await app.getUrl(), group: kafka.groupId }, 'started');
}
