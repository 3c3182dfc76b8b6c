import { createRequire } from 'node:module';

import { DEAD_LETTER_HEADERS } from '@sitrep/contracts';
import { startTestStack, type TestStack } from '@sitrep/local-stack';
import { metrics } from '@sitrep/observability';
import { done, TransientFailure } from '@sitrep/pipeline';
import { eventually } from '@sitrep/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { KafkaEventPublisher, RecordRefused, Settlement } from '../src/index.js';
import { CompressionTypes } from '../src/kafkajs/mended.js';
import { readTopic } from './read-topic.js';
import { echoTo, note, TestKafka, type Line } from './test-kafka.js';

const kafkajs = createRequire(import.meta.url);
const texts = async (test: TestKafka, { output }: Line): Promise<string[]> =>
  (await readTopic(test.kafka, test.admin, output.topic)).map(
    ({ value }) => (JSON.parse(String(value)) as { readonly text: string }).text,
  );
const never = (): Promise<never> => new Promise(() => undefined);

describe('the transport on real Kafka', () => {
  let stack: TestStack;
  let test: TestKafka;
  const warnings: string[] = [];
  const onWarning = ({ name }: Error): void => void warnings.push(name);
  const settled = (line: Line): Promise<number> =>
    eventually(
      () => test.totalLag(line),
      (lag) => lag === 0,
    );

  beforeAll(async () => {
    process.on('warning', onWarning);
    stack = await startTestStack(process.env);
    test = await new TestKafka(stack.kafkaBrokers.split(',')).connect();
  });

  afterEach(() => test.stopConsumers());

  afterAll(async () => {
    await test.close();
    await stack.stop();
    process.off('warning', onWarning);
  });

  it.each([
    ['no codec', CompressionTypes.None],
    ['gzip', CompressionTypes.GZIP],
    ['snappy', CompressionTypes.Snappy],
    ['lz4', CompressionTypes.LZ4],
    ['zstd', CompressionTypes.ZSTD],
  ])('reads batches packed with %s', async (_, compression) => {
    const line = await test.line();
    await test.feed(
      line,
      Array.from({ length: 300 }, (__, index) => note(`The delegations met ${index} times.`)),
      compression,
    );
    await test.consume(line);
    await settled(line);
    expect(await texts(test, line)).toHaveLength(300);
  });

  it('takes the group id as it is given, and no other', async () => {
    const line = await test.line();
    await test.consume(line);
    const { groups } = await test.admin.describeGroups([line.group]);
    expect(groups).toMatchObject([{ groupId: line.group, state: 'Stable', members: [{}] }]);
    const { groups: all } = await test.admin.listGroups();
    expect(all.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(line.group))).toEqual([line.group]);
  });

  it('puts a record of 10,000 headers into the dead letters at once, and its neighbours through', async () => {
    const line = await test.line();
    const headers = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`h${index}`, 'v']));
    await test.feed(line, [note('before'), { ...note('many headers'), headers }, note('after')]);
    await test.consume(line);
    await settled(line);
    expect(await texts(test, line)).toEqual(['before', 'after']);
    const [letter] = await readTopic(test.kafka, test.admin, `${line.input.topic}.dlq`);
    expect(letter?.headers.get(DEAD_LETTER_HEADERS.code)).toBe('LIMIT_EXCEEDED');
    expect(letter?.headers.get(DEAD_LETTER_HEADERS.headersDropped)).toBe(String(10_000 - 64));
  });

  it('sees a consumer whose stage never answers, says so, and ends the service', async () => {
    const line = await test.line();
    await test.feed(line, [note('one')]);
    const limits = { progressLimits: { stuckAfterMs: 300, unreadyAfterMs: 300 }, lagEveryMs: 50, drainMs: 100 };
    const consumer = await test.consume(line, never, limits);
    expect(await consumer.fatal).toMatch(/The consumer is stuck: in-\S+\/0 has 1 records to do and made no progress/);
    expect([await consumer.health.check('live'), await consumer.health.check('ready')]).toMatchObject([
      { ok: false },
      { ok: false },
    ]);
    expect((await test.lagOf(line))[0]?.committed).toBeUndefined();
  });

  it('stays alive, but not ready, while it waits for something outside', async () => {
    const line = await test.line();
    let away = true;
    await test.feed(line, [note('one')]);
    const stage = echoTo(line);
    const consumer = await test.consume(
      line,
      async (batch) => {
        if (away) throw new TransientFailure('the database is away');
        return stage(batch);
      },
      { progressLimits: { stuckAfterMs: 10_000, unreadyAfterMs: 100 }, lagEveryMs: 50 },
    );
    await eventually(
      () => consumer.health.check('ready'),
      ({ ok }) => !ok,
    );
    expect(await consumer.health.check('live')).toMatchObject({ ok: true, detail: 'waiting for something outside' });
    away = false;
    await settled(line);
    await eventually(
      () => consumer.health.check('ready'),
      ({ ok }) => ok,
    );
  });

  it('lets other partitions move while one waits', async () => {
    const line = await test.line(2);
    const stage = echoTo(line);
    let isAway = true;
    await test.feed(
      line,
      [0, 1].flatMap((partition) => [1, 2].map((n) => ({ ...note(`${partition}-${n}`), partition }))),
    );
    await test.consume(line, async (batch) => {
      if (isAway && batch[0]?.position.partition === 0) throw new TransientFailure('away');
      return stage(batch);
    });
    await eventually(
      () => test.lagOf(line),
      ([, second]) => second?.lag === 0,
    );
    await test.feed(line, [{ ...note('1-3'), partition: 1 }]);
    await eventually(
      () => test.lagOf(line),
      ([, second]) => second?.committed === 3,
    );
    expect((await test.lagOf(line))[0]?.committed).toBeUndefined();
    isAway = false;
    await settled(line);
  });

  it('keeps its place in the group while a stage works long', async () => {
    const line = await test.line();
    const beats = Promise.withResolvers<void>();
    await test.feed(line, [note('long')]);
    let isWorking = false;
    let seen = 0;
    const consumer = await test.consume(line, async (batch) => {
      isWorking = true;
      await beats.promise;
      return batch.map(done);
    });
    const raw = consumer.server.unwrap<ReturnType<TestKafka['kafka']['consumer']>>();
    raw.on(raw.events.HEARTBEAT, () => {
      if (isWorking && ++seen === 2) beats.resolve();
    });
    await settled(line);
    expect(seen).toBeGreaterThanOrEqual(2);
  });

  it('ends the service when the consumer crashes for good', async () => {
    const { Codecs } = kafkajs('kafkajs/src/protocol/message/compression') as {
      readonly Codecs: Record<number, () => unknown>;
    };
    const { KafkaJSNotImplemented } = kafkajs('kafkajs/src/errors') as {
      readonly KafkaJSNotImplemented: new (text: string) => Error;
    };
    const line = await test.line();
    await test.feed(line, [note('packed'.repeat(100))], CompressionTypes.GZIP);
    const gzip = Codecs[1];
    Codecs[1] = () => {
      throw new KafkaJSNotImplemented('no such codec');
    };
    try {
      const consumer = await test.consume(line);
      expect(await consumer.fatal).toMatch(/The consumer crashed: KafkaJS\w+: no such codec/);
      expect(await consumer.health.check('live')).toMatchObject({ ok: false });
    } finally {
      Codecs[1] = gzip as () => unknown;
    }
  });

  it('ends the service, and moves no offset, when a consumer breaks the contract', async () => {
    const line = await test.line();
    await test.feed(line, [note('one')]);
    const throwing = await test.consumeBatches(line, () => {
      throw new TypeError('cannot read properties of undefined');
    });
    expect(await throwing.fatal).toContain('failed');
    expect((await test.lagOf(line))[0]?.committed).toBeUndefined();
  });

  it('finishes and commits the batch in hand when it is closed', async () => {
    const line = await test.line();
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    await test.feed(line, [note('one'), note('two')]);
    const consumer = await test.consume(line, async (batch) => {
      begun.resolve();
      await goOn.promise;
      return echoTo(line)(batch);
    });
    await begun.promise;
    const stopped = consumer.stop();
    goOn.resolve();
    await stopped;
    const { groups } = await test.admin.describeGroups([line.group]);
    expect(groups[0]?.state).toBe('Empty');
    expect([await test.totalLag(line), await texts(test, line)]).toEqual([0, ['one', 'two']]);
  });

  it('closes within its drain time although a stage hangs', async () => {
    const line = await test.line();
    const begun = Promise.withResolvers<void>();
    await test.feed(line, [note('one')]);
    const consumer = await test.consume(
      line,
      () => {
        begun.resolve();
        return never();
      },
      { drainMs: 50 },
    );
    await begun.promise;
    await consumer.stop();
    expect((await test.lagOf(line))[0]?.committed).toBeUndefined();
  });

  it('loses nothing while instances come and go', async () => {
    const line = await test.line(3);
    const numbers = Array.from({ length: 600 }, (_, index) => index);
    await test.consume(line);
    for (let round = 0; round < 3; round++) {
      const more = numbers.slice(round * 200, round * 200 + 200);
      const second = test.consume(line);
      await test.feed(
        line,
        more.map((number) => note(String(number), `author-${number % 7}`)),
      );
      await (await second).stop();
    }
    await settled(line);
    expect(new Set(await texts(test, line))).toEqual(new Set(numbers.map(String)));
  });

  it('does not take the markers of transactions for lag', async () => {
    const line = await test.line();
    const producer = test.kafka.producer({
      transactionalId: `tx-${line.group}`,
      maxInFlightRequests: 1,
      idempotent: true,
    });
    await producer.connect();
    await test.consume(line);
    for (const end of ['commit', 'abort'] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: line.input.topic, messages: [note(end)] });
      await transaction[end]();
    }
    await producer.disconnect();
    await settled(line);
    expect(await texts(test, line)).toEqual(['commit']);
  });

  it('counts records that were deleted before they were consumed, and goes on behind them', async () => {
    const line = await test.line();
    await test.feed(
      line,
      ['consumed', 'lost', 'lost too', 'kept'].map((text) => note(text)),
    );
    let settles = 1;
    const first = await test.consumeBatches(line, () => new Settlement(Math.max(0, settles--), 'waiting'));
    await eventually(
      () => test.lagOf(line),
      ([lag]) => lag?.committed === 1,
    );
    await first.stop();
    await test.admin.deleteTopicRecords({ topic: line.input.topic, partitions: [{ partition: 0, offset: '3' }] });
    await test.consume(line, undefined, { lagEveryMs: 50 });
    const lost = async (): Promise<number> =>
      (await metrics.offsetGapRecords.get()).values.find(({ labels }) => labels.topic === line.input.topic)?.value ?? 0;
    await eventually(lost, (count) => count > 0);
    expect(await lost()).toBe(2);
    await settled(line);
    expect(await texts(test, line)).toEqual(['kept']);
  });

  it('waits for a topic that is not there yet, and makes none by itself', async () => {
    const { input, output, group } = await test.line();
    const late = { input: { ...input, topic: `${input.topic}-late` }, output, group };
    const starting = test.consume(late);
    await eventually(
      () => test.admin.listTopics(),
      (topics) => topics.includes(input.topic),
    );
    expect(await test.admin.listTopics()).not.toContain(late.input.topic);
    await test.makeTopics([{ topic: late.input.topic, partitions: 1, settings: {} }]);
    await starting;
    await test.feed(late, [note('at last')]);
    await settled(late);
    expect(await texts(test, late)).toEqual(['at last']);
  });

  it('sends again in halves what is too large for a topic that takes less', async () => {
    const line = await test.line(1, { 'max.message.bytes': '20000' });
    const numbers = Array.from({ length: 200 }, (_, index) => `${index} ${'x'.repeat(300)}`);
    for (let at = 0; at < numbers.length; at += 20)
      await test.feed(
        line,
        numbers.slice(at, at + 20).map((text) => note(text)),
      );
    await test.consume(line);
    await settled(line);
    expect(await texts(test, line)).toEqual(numbers);
  });

  it('says of a record that is too large alone that Kafka refuses it', async () => {
    const { output } = await test.line(1, { 'max.message.bytes': '20000' });
    const publisher = new KafkaEventPublisher(test.kafka);
    await publisher.connect();
    const record = { topic: output.topic, key: null, value: Buffer.alloc(30_000, 'x'), headers: {} };
    await expect(publisher.send([record])).rejects.toBeInstanceOf(RecordRefused);
    await publisher.send([{ ...record, value: Buffer.from('small') }]);
    await publisher.close();
  });

  it('makes missing topics with their settings, and only reports those that differ', async () => {
    const topic = `made-${process.pid}-${Date.now()}`;
    const spec = { topic, partitions: 2, settings: { 'retention.ms': '60000' } };
    expect(await test.makeTopics([spec])).toEqual({ created: [topic], differences: [] });
    expect(await test.makeTopics([spec])).toEqual({ created: [], differences: [] });
    const other = { topic, partitions: 3, settings: { 'retention.ms': '70000' } };
    expect(await test.makeTopics([other])).toEqual({
      created: [],
      differences: [
        { topic, what: 'partitions', wanted: '3', found: '2' },
        { topic, what: 'retention.ms', wanted: '70000', found: '60000' },
      ],
    });
  });

  it('has made a topic when all its leaders take records: nothing that is sent at once is doubled', async () => {
    const partitions = Array.from({ length: 50 }, (_, partition) => partition);
    for (let round = 0; round < 5; round++) {
      const topic = `led-${process.pid}-${Date.now()}-${round}`;
      await test.makeTopics([{ topic, partitions: partitions.length, settings: {} }]);
      const messages = partitions.map((partition) => ({ ...note('once'), partition }));
      await test.producer.send({ topic, acks: -1, messages });
      const ends = await test.admin.fetchTopicOffsets(topic);
      expect(ends.filter(({ high }) => high !== '1')).toEqual([]);
    }
  });

  it('never asked for a timeout below zero', () => {
    expect(warnings).not.toContain('TimeoutNegativeWarning');
  });
});
