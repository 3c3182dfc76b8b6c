import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { silentLogger } from '@sitrep/testing';

import { KafkaBatchServer, type KafkaBatchServerOptions, type RecordBatch } from '../src/index.js';

/** Starts a server in a Nest application with one consumer, as the services do. */
export async function startConsumer(
  options: Omit<KafkaBatchServerOptions, 'logger' | 'clock'>,
  topics: readonly string[],
  handle: (batch: RecordBatch) => unknown,
): Promise<{ readonly server: KafkaBatchServer; readonly app: INestMicroservice }> {
  @Controller()
  class TestConsumer {
    @EventPattern([...topics])
    handle(@Payload() batch: RecordBatch): unknown {
      return handle(batch);
    }
  }
  @Module({ controllers: [TestConsumer] })
  class TestModule {}

  const server = new KafkaBatchServer({ ...options, logger: silentLogger(), clock: Date.now });
  const app = await NestFactory.createMicroservice(TestModule, { strategy: server, logger: false });
  await app.listen();
  return { server, app };
}
