import { metrics } from '@sitrep/observability';
import { silentLogger } from '@sitrep/testing';
import { beforeEach, describe, expect, it } from 'vitest';

import type { BackgroundJob, Lead } from './background-job.js';
import { BackgroundRunner } from './background-runner.js';

const alone: Lead = { tryHold: (_, work) => work() };

/** Runs one job until it has rested `rests` times. @returns how long it rested each time */
async function restsOf(run: BackgroundJob['run'], rests: number, lead = alone): Promise<readonly number[]> {
  const taken: number[] = [];
  const enough = Promise.withResolvers<void>();
  const job: BackgroundJob = { name: 'sweep', restMs: 7, run };
  const runner = new BackgroundRunner([job], lead, silentLogger(), async (ms, signal) => {
    taken.push(ms);
    if (taken.length < rests) return;
    enough.resolve();
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  });
  runner.onApplicationBootstrap();
  await enough.promise;
  await runner.beforeApplicationShutdown();
  return taken;
}

describe('BackgroundRunner', () => {
  beforeEach(() => metrics.backgroundFailures.reset());

  it('goes on at once while there is more to do, and rests when there is not', async () => {
    const answers = [true, true, false, true, false];
    const left = [...answers];
    expect(await restsOf(async () => left.shift() ?? false, 2)).toEqual([7, 7]);
    expect(left).toEqual([]);
  });

  it('tries again what failed, later each time up to a minute, and starts anew when it worked', async () => {
    let turn = 0;
    const failing = async (): Promise<boolean> => {
      turn++;
      if (turn === 9) return false;
      throw new Error('away');
    };
    const rests = await restsOf(failing, 10);
    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 7, 1_000]);
    expect((await metrics.backgroundFailures.get()).values).toMatchObject([{ labels: { job: 'sweep' }, value: 9 }]);
  });

  it('does nothing while somebody else has the lead', async () => {
    let runs = 0;
    const led = async (): Promise<boolean> => ++runs > 0;
    expect(await restsOf(led, 2, { tryHold: () => Promise.resolve(undefined) })).toEqual([7, 7]);
    expect(runs).toBe(0);
  });

  it('ends when the piece under way has ended, and begins none after', async () => {
    const piece = Promise.withResolvers<boolean>();
    let runs = 0;
    const job: BackgroundJob = { name: 'sweep', restMs: 7, run: () => (runs++, piece.promise) };
    const runner = new BackgroundRunner([job], alone, silentLogger(), () => Promise.resolve());
    runner.onApplicationBootstrap();
    let ended = false;
    const end = runner.beforeApplicationShutdown().then(() => void (ended = true));
    await Promise.resolve();
    expect(ended).toBe(false);
    piece.resolve(true);
    await end;
    expect(runs).toBe(1);
  });
});
