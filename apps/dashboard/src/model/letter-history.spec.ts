import { describe, expect, it } from 'vitest';

import type { DeadLetter } from '../api/types.js';
import { happeningsOf, waitsForKafka } from './letter-history.js';

const at = (minute: number): string => `2026-01-31T10:0${minute}:00.000Z`;
const because = (code: string) => ({ code, message: `why ${code}`, stage: null, serviceVersion: null });
const attempt = (
  nth: number,
  code: string,
  rest: Pick<DeadLetter['replays'][number], 'publishedAt' | 'failed'>,
): DeadLetter['replays'][number] => ({
  attempt: nth,
  edited: false,
  because: because(code),
  requestedAt: at(nth * 2 - 1),
  ...rest,
});
const sent = (nth: number): DeadLetter['acts'][number] => ({
  act: 'replayed',
  attempt: nth,
  edited: false,
  by: 'ops',
  reason: 'mended',
  at: at(nth * 2 - 1),
});
const told = (letter: Parameters<typeof happeningsOf>[0]): readonly (readonly string[])[] =>
  happeningsOf(letter).map((one) => [one.at, one.kind, one.kind === 'act' ? one.act : one.code]);

describe('the history of a letter', () => {
  const fresh = { at: at(0), code: 'A', message: 'why A', acts: [], replays: [] };

  it('begins with its rejection', () => {
    expect(told(fresh)).toEqual([[at(0), 'rejected', 'A']]);
    expect(waitsForKafka(fresh)).toBe(false);
  });

  it('tells of each attempt why there had to be one, the latest first', () => {
    const failed = { partition: 1, offset: 7, at: at(2) };
    const letter = {
      ...fresh,
      code: 'B',
      message: 'why B',
      acts: [sent(2), sent(1)],
      replays: [attempt(1, 'A', { publishedAt: at(1), failed }), attempt(2, 'B', { publishedAt: at(3), failed: null })],
    };
    expect(told(letter)).toEqual([
      [at(3), 'act', 'replayed'],
      [at(2), 'rejected again', 'B'],
      [at(1), 'act', 'replayed'],
      [at(0), 'rejected', 'A'],
    ]);
    expect(waitsForKafka(letter)).toBe(false);
  });

  it('says that Kafka refused it where it has no place, and not that it waits', () => {
    const failed = { partition: null, offset: null, at: at(2) };
    const replays = [attempt(1, 'A', { publishedAt: null, failed })];
    const letter = { ...fresh, code: 'KAFKA_REFUSED', message: 'too large', acts: [sent(1)], replays };
    expect(told(letter)).toEqual([
      [at(2), 'refused', 'KAFKA_REFUSED'],
      [at(1), 'act', 'replayed'],
      [at(0), 'rejected', 'A'],
    ]);
    expect(waitsForKafka(letter)).toBe(false);
  });

  it('waits while Kafka neither took nor refused the last attempt', () => {
    const replays = [attempt(1, 'A', { publishedAt: null, failed: null })];
    expect(waitsForKafka({ replays })).toBe(true);
  });
});
