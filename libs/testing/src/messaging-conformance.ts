import { DEAD_LETTER_HEADERS, deadLetterTopicOf, type EventContract } from '@sitrep/contracts';
import type { DeadLetterLimitOptions, RecordBatch, Settlement, StageRunner } from '@sitrep/messaging';
import {
  drop,
  emit,
  outgoing,
  reject,
  TransientFailure,
  type Delivery,
  type Outcome,
  type Stage,
} from '@sitrep/pipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { eventually } from './eventually.js';
import type { RecordToKeep } from './in-memory-broker.js';
import { noteContract, type Note } from './test-contracts.js';

/** A record as it stands on a topic. */
export interface RecordRead {
  readonly key: string | undefined;
  readonly value: Buffer | null;
  readonly headers: ReadonlyMap<string, string>;
}

/** A consumer that runs. */
export interface RunningConsumer {
  /** Why it can never go on; undefined while it can. */
  fatalReason(): string | undefined;
  /** Why its partition is held; undefined while it is not. */
  heldBy(): string | undefined;
  /** Stops it in order. */
  stop(): Promise<void>;
}

/** How a consumer is started. */
export interface ConsumerSetup {
  readonly topic: string;
  readonly group: string;
  readonly deadLetterLimit?: DeadLetterLimitOptions;
  /** What the consumer does with each batch. */
  readonly handle: (runner: StageRunner, batch: RecordBatch) => Promise<Settlement>;
}

/** A broker and what talks to it, real or in memory. */
export interface MessagingUnderTest {
  /** A topic of one partition, and its dead letters. */
  createTopic(name: string): Promise<void>;
  feed(topic: string, records: readonly RecordToKeep[]): Promise<void>;
  start(setup: ConsumerSetup): Promise<RunningConsumer>;
  /** All records of a topic, in order. */
  read(topic: string): Promise<readonly RecordRead[]>;
  /** Next offset of the group; 0 when it committed none. */
  committed(group: string, topic: string): Promise<number>;
  /** While true, nothing can be published by consumers. */
  failPublishing(fails: boolean): void;
}

let unique = 0;

/** What {@link StageRunner}, an EventPublisher and a transport promise together; each adapter must pass all of it. */
export function describeMessaging(name: string, messaging: () => MessagingUnderTest): void {
  describe(`messaging: ${name}`, () => {
    let input: EventContract<Note>;
    let output: EventContract<Note>;
    let group: string;
    let running: RunningConsumer[] = [];

    beforeEach(async () => {
      const id = `${process.pid}-${Date.now()}-${unique++}`;
      input = noteContract(`note-in-${id}`);
      output = noteContract(`note-out-${id}`);
      group = `group-${id}`;
      await Promise.all([input, output].map(({ topic }) => messaging().createTopic(topic)));
    });

    afterEach(async () => {
      messaging().failPublishing(false);
      await Promise.all(running.map((consumer) => consumer.stop()));
      running = [];
    });

    const start = async (
      handle: (batch: readonly Delivery<Note>[]) => readonly Outcome[] | Promise<readonly Outcome[]>,
      extra: Partial<ConsumerSetup> = {},
    ): Promise<RunningConsumer> => {
      const stage: Stage<Note> = { name: 'echo-notes', input, handle: async (batch) => handle(batch) };
      const setup = {
        topic: input.topic,
        group,
        handle: (runner: StageRunner, batch: RecordBatch) => runner.run(stage, batch),
      };
      const consumer = await messaging().start({ ...setup, ...extra });
      running.push(consumer);
      return consumer;
    };
    const echo = (batch: readonly Delivery<Note>[]): readonly Outcome[] =>
      batch.map(({ event }) => emit([outgoing(output, event)]));
    const feed = (records: readonly RecordToKeep[]): Promise<void> => messaging().feed(input.topic, records);
    const noteRecord = (text: string, author = 'anna'): RecordToKeep => ({
      key: author,
      value: JSON.stringify({ author, text }),
    });
    const texts = async (): Promise<string[]> =>
      (await messaging().read(output.topic)).map(({ value }) => (JSON.parse(String(value)) as Note).text);
    const deadLetters = (): Promise<readonly RecordRead[]> => messaging().read(deadLetterTopicOf(input.topic));
    const committed = (): Promise<number> => messaging().committed(group, input.topic);
    const untilCommitted = (offset: number): Promise<number> => eventually(committed, (found) => found === offset);

    it('publishes what follows from each record, in order, and commits behind the last', async () => {
      const numbers = Array.from({ length: 2_500 }, (_, index) => String(index));
      await feed(numbers.map((text) => noteRecord(text)));
      await start(echo);
      await untilCommitted(numbers.length);
      expect(await texts()).toEqual(numbers);
    });

    it('gives events their key, CloudEvents headers and the trace of the record they come from', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await feed([{ ...noteRecord('one', 'bea'), headers: { traceparent } }, noteRecord('two')]);
      await start(echo);
      await untilCommitted(2);
      const [first, second] = await messaging().read(output.topic);
      expect(first?.key).toBe('bea');
      expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({
        ce_type: output.topic,
        ce_id: 'bea-3',
        traceparent,
      });
      expect(second?.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    });

    it('puts a poison record between two good ones into the dead letters as it came, and goes on', async () => {
      const poison = Buffer.from([0xff, 0x00, 0x7b]);
      await feed([noteRecord('before'), { key: 'k', value: poison, headers: { mine: 'kept' } }, noteRecord('after')]);
      await start(echo);
      await untilCommitted(3);
      expect(await texts()).toEqual(['before', 'after']);
      const [letter, ...more] = await deadLetters();
      expect(more).toEqual([]);
      expect(letter).toMatchObject({ key: 'k', value: poison });
      expect(Object.fromEntries(letter?.headers ?? [])).toMatchObject({
        mine: 'kept',
        [DEAD_LETTER_HEADERS.topic]: input.topic,
        [DEAD_LETTER_HEADERS.partition]: '0',
        [DEAD_LETTER_HEADERS.offset]: '1',
        [DEAD_LETTER_HEADERS.code]: 'ENCODING_INVALID',
        [DEAD_LETTER_HEADERS.group]: group,
      });
    });

    it('keeps a null value, and counts what is dropped as settled', async () => {
      await feed([{ key: 'k', value: null }, noteRecord('dropped'), noteRecord('emitted')]);
      await start((batch) =>
        batch.map(({ event }) => (event.text === 'dropped' ? drop('not needed') : emit([outgoing(output, event)]))),
      );
      await untilCommitted(3);
      expect(await texts()).toEqual(['emitted']);
      expect((await deadLetters()).map(({ value }) => value)).toEqual([null]);
    });

    it('rejects only the record that makes the stage fail', async () => {
      await feed(['a', 'b', 'poison', 'd'].map((text) => noteRecord(text)));
      await start((batch) => {
        if (batch.some(({ event }) => event.text === 'poison')) throw new TypeError('cannot read poison');
        return echo(batch);
      });
      await untilCommitted(4);
      expect(await texts()).toEqual(['a', 'b', 'd']);
      expect((await deadLetters()).map(({ headers }) => headers.get(DEAD_LETTER_HEADERS.code))).toEqual([
        'STAGE_FAILED',
      ]);
    });

    it('waits while the stage says that the world failed, and loses nothing', async () => {
      let failures = 3;
      await feed([noteRecord('one'), noteRecord('two')]);
      await start((batch) => {
        if (failures-- > 0) throw new TransientFailure('the database is away');
        return echo(batch);
      });
      await untilCommitted(2);
      expect(await texts()).toEqual(['one', 'two']);
      expect(await deadLetters()).toEqual([]);
    });

    it('waits while nothing can be published, moves no offset, and goes on when it can', async () => {
      let asked = 0;
      messaging().failPublishing(true);
      await feed([noteRecord('one'), noteRecord('two')]);
      const consumer = await start((batch) => {
        asked++;
        return echo(batch);
      });
      await eventually(
        () => asked,
        (times) => times >= 2,
      );
      expect([await committed(), await texts(), await deadLetters(), consumer.fatalReason()]).toEqual([
        0,
        [],
        [],
        undefined,
      ]);
      messaging().failPublishing(false);
      await untilCommitted(2);
      expect(await texts()).toEqual(['one', 'two']);
    });

    it('delivers again what was published but not committed when a consumer died', async () => {
      await feed([noteRecord('one'), noteRecord('two')]);
      let died = false;
      const first = await start(echo, {
        handle: async (runner, batch) => {
          const stage: Stage<Note> = { name: 'echo-notes', input, handle: async (deliveries) => echo(deliveries) };
          const settlement = await runner.run(stage, batch);
          died = true;
          return Object.assign(Object.create(Object.getPrototypeOf(settlement) as object) as Settlement, {
            settled: 0,
            reason: 'stopping',
            detail: '',
          });
        },
      });
      await eventually(() => died, Boolean);
      await first.stop();
      expect(await committed()).toBe(0);
      await start(echo);
      await untilCommitted(2);
      const delivered = await texts();
      expect(delivered.slice(-2)).toEqual(['one', 'two']);
      expect(delivered.length).toBeGreaterThan(2);
    });

    it('holds a partition when too many in a row are rejected, over restarts too, until its records can be taken', async () => {
      await feed([noteRecord('good'), ...Array.from({ length: 20 }, (_, index) => noteRecord(`bad ${index}`))]);
      const deadLetterLimit = { maxConsecutive: 5 };
      const pickyOf = (isBad: (text: string) => boolean) => (batch: readonly Delivery<Note>[]) =>
        batch.map(({ event }) =>
          isBad(event.text) ? reject('SCHEMA_INVALID', 'bad') : emit([outgoing(output, event)]),
        );
      const untilHeld = (consumer: RunningConsumer): Promise<string | undefined> =>
        eventually(
          () => consumer.heldBy(),
          (text) => text !== undefined,
        );
      for (const _ of ['once', 'again']) {
        const consumer = await start(
          pickyOf((text) => text !== 'good'),
          { deadLetterLimit },
        );
        expect(await untilHeld(consumer)).toContain('More than 5 records in a row were rejected');
        await untilCommitted(6);
        expect(await deadLetters()).toHaveLength(5);
        expect(consumer.fatalReason()).toBeUndefined();
        await consumer.stop();
      }
      const mended = await start(
        pickyOf((text) => text === 'bad 7'),
        { deadLetterLimit },
      );
      await untilCommitted(21);
      expect(mended.heldBy()).toBeUndefined();
      expect(await deadLetters()).toHaveLength(6);
    });

    it('publishes an event that is larger than a send, and rejects a record whose event is larger than its topic takes', async () => {
      const long = 'x'.repeat(1_200_000);
      await feed(['a', long, 'too much', 'b'].map((text) => noteRecord(text)));
      await start((batch) =>
        batch.map(({ event }) =>
          emit([outgoing(output, event.text === 'too much' ? { ...event, text: long + long } : event)]),
        ),
      );
      await untilCommitted(4);
      expect((await texts()).map((text) => text.length)).toEqual([1, long.length, 1]);
      expect((await deadLetters()).map(({ headers }) => headers.get(DEAD_LETTER_HEADERS.code))).toEqual([
        'LIMIT_EXCEEDED',
      ]);
    });
  });
}
