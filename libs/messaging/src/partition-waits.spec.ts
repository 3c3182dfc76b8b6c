import { metrics } from '@sitrep/observability';
import { silentLogger } from '@sitrep/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { PartitionWaits } from './partition-waits.js';

describe('partitions that wait', () => {
  let calls: string[];
  let waits: PartitionWaits;
  const note =
    (what: string) =>
    (topics: readonly { readonly partitions?: number[] }[]): void =>
      void calls.push(`${what} ${topics[0]?.partitions?.join(' ')}`);
  const consumer = { pause: note('pause'), resume: note('resume') };
  const gauge = async (): Promise<number | undefined> =>
    (await metrics.waiting.get()).values.find(({ labels }) => labels.group === 'waiters')?.value;

  beforeEach(() => {
    vi.useFakeTimers();
    calls = [];
    waits = new PartitionWaits(consumer, 'waiters', silentLogger());
  });

  afterEach(() => {
    waits.close();
    vi.useRealTimers();
  });

  it('are paused, and resumed after a while, each for itself', () => {
    waits.wait('notes', 1, 'away');
    expect([waits.isWaiting('notes', 1), waits.isWaiting('notes', 2)]).toEqual([true, false]);
    vi.advanceTimersByTime(200);
    expect(calls).toEqual(['pause 1', 'resume 1']);
    expect(waits.isWaiting('notes', 1)).toBe(false);
  });

  it('wait longer each time, but never more than 5 s, for ever', () => {
    for (let attempt = 0; attempt < 50; attempt++) {
      waits.wait('notes', 1, 'away');
      vi.advanceTimersByTime(5_000);
    }
    expect(calls.filter((call) => call === 'resume 1')).toHaveLength(50);
  });

  it('show in the metrics until the last of them moves', async () => {
    waits.wait('notes', 1, 'away');
    waits.wait('notes', 2, 'away');
    waits.moved('notes', 1);
    expect(await gauge()).toBe(1);
    waits.moved('notes', 2);
    expect(await gauge()).toBe(0);
  });

  it('are forgotten when the group gives them to somebody else, and resumed no more', async () => {
    waits.wait('notes', 1, 'away');
    waits.wait('notes', 2, 'away');
    waits.retain(['notes/2']);
    vi.advanceTimersByTime(5_000);
    expect([calls, await gauge()]).toEqual([['pause 1', 'pause 2', 'resume 2'], 1]);
    waits.retain([]);
    expect(await gauge()).toBe(0);
  });

  it('outlive a consumer that is between two lives', () => {
    const restarting = new PartitionWaits(
      {
        ...consumer,
        resume: () => {
          throw new Error('Consumer group was not initialized');
        },
      },
      'waiters',
      silentLogger(),
    );
    restarting.wait('notes', 1, 'away');
    expect(() => vi.advanceTimersByTime(5_000)).not.toThrow();
  });
});
