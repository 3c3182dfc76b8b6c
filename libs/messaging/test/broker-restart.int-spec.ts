import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type LocalStack, startLocalStack } from '@sitrep/local-stack';
import { eventually } from '@sitrep/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readTopic } from './read-topic.js';
import { note, TestKafka } from './test-kafka.js';

/** Nothing is stored here; a Postgres need not be started. */
const NO_DATABASE = 'postgres://nobody:nothing@127.0.0.1:1/none';

describe.skipIf(process.env['SITREP_TEST_STACK'] === 'containers')('a broker that is killed', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'sitrep-broker-'));
  const start = (kafka = 0): Promise<LocalStack> =>
    startLocalStack({ dataDirectory, env: process.env, databaseUrl: NO_DATABASE, ports: { kafka, postgres: 0 } });
  let stack: LocalStack;
  let test: TestKafka;

  beforeAll(async () => {
    stack = await start();
    test = await new TestKafka([stack.kafkaBrokers]).connect();
  });

  afterAll(async () => {
    await test.stopConsumers();
    await test.close();
    await stack.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  it('loses nothing, ends no service, and work goes on when it is back', async () => {
    const line = await test.line(2);
    const numbers = Array.from({ length: 400 }, (_, index) => String(index));
    let isFatal = false;
    const consumer = await test.consume(line, undefined, { onFatal: () => void (isFatal = true), lagEveryMs: 500 });
    await test.feed(
      line,
      numbers.slice(0, 200).map((text) => note(text, `author-${Number(text) % 5}`)),
    );
    await eventually(
      () => test.totalLag(line),
      (lag) => lag === 0,
    );

    process.kill(stack.servers[0]?.pid ?? 0, 'SIGKILL');
    await stack.servers[0]?.ended;
    await eventually(
      () => consumer.health.check('ready'),
      ({ ok }) => !ok,
    );
    expect(await consumer.health.check('live')).toMatchObject({ ok: true });
    await stack.stop();
    stack = await start(Number(stack.kafkaBrokers.split(':')[1]));
    const upAt = performance.now();

    const feed = (): Promise<boolean> =>
      test
        .feed(
          line,
          numbers.slice(200).map((text) => note(text, `author-${Number(text) % 5}`)),
        )
        .then(
          () => true,
          () => false,
        );
    await eventually(feed, Boolean);
    await eventually(
      () => test.totalLag(line).catch(() => -1),
      (lag) => lag === 0,
    );
    console.log(`work was done ${Math.round(performance.now() - upAt)} ms after the broker was up again`);
    const texts = (await readTopic(test.kafka, test.admin, line.output.topic)).map(
      ({ value }) => (JSON.parse(String(value)) as { readonly text: string }).text,
    );
    expect(new Set(texts)).toEqual(new Set(numbers));
    expect(isFatal).toBe(false);
    await eventually(
      () => consumer.health.check('ready'),
      ({ ok }) => ok,
    );
  });
});
