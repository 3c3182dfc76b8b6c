import {
  drop,
  emit,
  FatalFailure,
  outgoing,
  reject,
  TransientFailure,
  type Outcome,
  type Stage,
} from '@sitrep/pipeline';
import { noteContract, silentLogger, type Note } from '@sitrep/testing';
import { beforeEach, describe, expect, it } from 'vitest';

import { SEND_MAX_BYTES, SEND_MAX_RECORDS, type EventPublisher } from './event-publisher.js';
import { wireBytesOf, type OutgoingRecord } from './outgoing-record.js';
import type { ConsumedRecord, RecordBatch } from './record-batch.js';
import { StageRunner } from './stage-runner.js';

const input = noteContract('notes');
const output = noteContract('echoes');

const recordOf = (value: string, offset: number): ConsumedRecord => ({
  key: Buffer.from('anna'),
  value: Buffer.from(value),
  headers: new Map(),
  headerCount: 0,
  repeatedHeaders: undefined,
  offset,
  timestamp: 1_700_000_000_000,
});
const batchOf = (texts: readonly string[], signal = new AbortController().signal): RecordBatch => ({
  topic: 'notes',
  partition: 0,
  records: texts.map((text, at) => recordOf(text === 'poison' ? '{' : JSON.stringify({ author: 'anna', text }), at)),
  signal,
});
const stageOf = (decide: (note: Note) => Outcome, extra: Partial<Stage<Note>> = {}): Stage<Note> => ({
  name: 'echo-notes',
  input,
  handle: (batch) => Promise.resolve(batch.map(({ event }) => decide(event))),
  ...extra,
});
const echo = (event: Note): Outcome => emit([outgoing(output, event)]);
const textOf = ({ value }: OutgoingRecord): string => (JSON.parse(String(value)) as Note).text;

describe('the runner', () => {
  let sends: (readonly OutgoingRecord[])[];
  let failAt: number;
  const publisher = {
    send: (records: readonly OutgoingRecord[]): Promise<void> => {
      if (sends.length === failAt) return Promise.reject(new TransientFailure('the broker is away'));
      sends.push(records);
      return Promise.resolve();
    },
  };
  const runnerWith = (maxConsecutive = 100, to: EventPublisher = publisher): StageRunner =>
    new StageRunner({
      publisher: to,
      logger: silentLogger(),
      clock: () => 1_700_000_000_000,
      newTraceparent: () => '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      source: '/sitrep/test',
      group: 'echoers',
      serviceVersion: '1.2.3',
      deadLetterLimit: { maxConsecutive },
    });

  beforeEach(() => {
    sends = [];
    failAt = -1;
  });

  it('sends the events of a batch together, in sends of bounded size', async () => {
    const many = stageOf(() =>
      emit(Array.from({ length: 700 }, (_, at) => outgoing(output, { author: 'a', text: `${at}` }))),
    );
    expect(await runnerWith().run(many, batchOf(['a', 'b', 'c']))).toMatchObject({
      settled: 3,
      reason: 'done',
      detail: '',
    });
    expect(sends.map((send) => send.length)).toEqual([1_000, 1_000, 100]);

    sends = [];
    const large = stageOf(() =>
      emit(Array.from({ length: 5 }, () => outgoing(output, { author: 'a', text: 'x'.repeat(400_000) }))),
    );
    await runnerWith().run(large, batchOf(['a']));
    expect(sends.map((send) => send.length)).toEqual([2, 2, 1]);
    for (const send of sends) {
      expect(send.length).toBeLessThanOrEqual(SEND_MAX_RECORDS);
      expect(send.reduce((sum, record) => sum + wireBytesOf(record), 0)).toBeLessThanOrEqual(SEND_MAX_BYTES);
    }
  });

  it('reads the events of a record only as they are sent', async () => {
    let made = 0;
    function* endless(): Generator<ReturnType<typeof outgoing>> {
      for (; made < 10_000; made++) yield outgoing(output, { author: 'a', text: 'x' });
    }
    failAt = 1;
    expect(
      await runnerWith().run(
        stageOf(() => emit(endless())),
        batchOf(['a']),
      ),
    ).toMatchObject({ settled: 0, reason: 'waiting' });
    expect(made).toBeLessThanOrEqual(2 * SEND_MAX_RECORDS);
  });

  it('gives a sign of progress with each send, so that a long article is not taken for a stuck one', async () => {
    let signs = 0;
    const many = stageOf(() =>
      emit(Array.from({ length: 2_500 }, (_, at) => outgoing(output, { author: 'a', text: `${at}` }))),
    );
    await runnerWith().run(many, { ...batchOf(['one long article']), onProgress: () => signs++ });
    expect(signs).toBe(3);
  });

  it('settles the records whose events were all sent when a later send fails', async () => {
    failAt = 1;
    const stage = stageOf(() =>
      emit(Array.from({ length: 400 }, (_, at) => outgoing(output, { author: 'a', text: `${at}` }))),
    );
    const settlement = await runnerWith().run(stage, batchOf(['a', 'b', 'c', 'd']));
    expect(settlement).toMatchObject({ settled: 2, reason: 'waiting', detail: 'the broker is away' });
  });

  it('counts a record once against the limit, however often it is tried', async () => {
    const runner = runnerWith(5);
    const stage = stageOf(() => reject('SCHEMA_INVALID', 'bad'));
    failAt = 0;
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await runner.run(stage, batchOf(['a', 'b', 'c']))).toMatchObject({ settled: 0, reason: 'waiting' });
    }
    failAt = -1;
    const first = await runner.run(stage, batchOf(['a', 'b', 'c']));
    expect(first).toMatchObject({ settled: 3, reason: 'done' });
    const next = { ...batchOf(['a', 'b', 'c']), memo: first.memo };
    expect(await runner.run(stage, next)).toMatchObject({ settled: 2, reason: 'limit' });
    expect(await runner.run(stage, batchOf(['a', 'b', 'c']))).toMatchObject({ settled: 3, reason: 'done' });
  });

  it('takes back what it has of a record whose events fail in the middle, and rejects the record', async () => {
    function* failing(): Generator<ReturnType<typeof outgoing>> {
      yield outgoing(output, { author: 'a', text: 'half' });
      throw new RangeError('no more');
    }
    const stage = stageOf((note) => (note.text === 'b' ? emit(failing()) : echo(note)));
    expect(await runnerWith().run(stage, batchOf(['a', 'b', 'c']))).toMatchObject({ settled: 3, reason: 'done' });
    const [sent = []] = sends;
    expect(sent.map(({ topic }) => topic)).toEqual(['echoes', 'notes.dlq', 'echoes']);
    expect(sent[1]?.headers).toMatchObject({ dlq_reason_code: 'STAGE_FAILED' });
  });

  it('announces a rejection after the dead letter, in the order of the records', async () => {
    const announceRejection: Stage<Note>['announceRejection'] = ({ key, code, position }) =>
      outgoing(output, { author: 'a', text: `${key} ${code} ${position.offset}` });
    await runnerWith().run(stageOf(echo, { announceRejection }), batchOf(['a', 'poison', 'c']));
    const [sent = []] = sends;
    expect(sent.map(({ topic }) => topic)).toEqual(['echoes', 'notes.dlq', 'echoes', 'echoes']);
    expect(sent.filter(({ topic }) => topic === 'echoes').map(textOf)).toEqual(['a', 'anna JSON_INVALID 1', 'c']);
  });

  it('settles what stands before the record at which the service fails', async () => {
    const handle: Stage<Note>['handle'] = (batch) => {
      if (batch.length > 1) return Promise.reject(new Error('something in it'));
      const [delivery] = batch;
      if (delivery?.event.text === 'b') return Promise.reject(new FatalFailure('no such table'));
      return Promise.resolve([drop('seen')]);
    };
    const settlement = await runnerWith().run(stageOf(echo, { handle }), batchOf(['a', 'b', 'c']));
    expect(settlement).toMatchObject({ settled: 1, reason: 'fatal', detail: 'no such table' });
  });

  it('settles rejected records before the first one that waits', async () => {
    const handle: Stage<Note>['handle'] = () => Promise.reject(new TransientFailure('the database is away'));
    const settlement = await runnerWith().run(stageOf(echo, { handle }), batchOf(['poison', 'poison', 'a', 'poison']));
    expect(settlement).toMatchObject({ settled: 2, reason: 'waiting', detail: 'the database is away' });
  });

  it('stops where it is asked to, with what was settled', async () => {
    const asked = new AbortController();
    const stage = stageOf((note) => {
      if (note.text === 'b')
        return emit([outgoing(output, note), outgoing(output, { author: 'a', text: 'x'.repeat(1_900_000) })]);
      return echo(note);
    });
    const stopping = {
      send: (records: readonly OutgoingRecord[]) => publisher.send(records).then(() => asked.abort()),
    };
    const runner = runnerWith(100, stopping);
    expect(await runner.run(stage, batchOf(['a', 'b', 'c'], asked.signal))).toMatchObject({
      settled: 2,
      reason: 'stopping',
    });
  });

  it('ends the service, with nothing settled, on an error that nobody expected', async () => {
    const announceRejection = (): never => {
      throw new TypeError('no such field');
    };
    const settlement = await runnerWith().run(stageOf(echo, { announceRejection }), batchOf(['poison']));
    expect(settlement).toMatchObject({ settled: 0, reason: 'fatal', detail: expect.stringContaining('no such field') });
    expect(sends).toEqual([]);
  });
});
