import { silentLogger } from '@sitrep/testing';
import { beforeEach, describe, expect, it } from 'vitest';

import { endOnSignals } from './end-on-signals.js';

describe('ending on signals', () => {
  let listeners: Map<string, () => void>;
  let exited: PromiseWithResolvers<number>;
  const fakeProcess = {
    on: (signal: string, listener: () => void) => listeners.set(signal, listener),
    exit: (code: number) => exited.resolve(code),
  };
  const never = (): Promise<void> => new Promise(() => undefined);

  beforeEach(() => {
    listeners = new Map();
    exited = Promise.withResolvers();
  });

  it.each(['SIGTERM', 'SIGINT'])('stops in order on %s and exits with 0', async (signal) => {
    let stopped = false;
    endOnSignals(async () => void (stopped = true), silentLogger(), fakeProcess);
    listeners.get(signal)?.();
    expect([await exited.promise, stopped]).toEqual([0, true]);
  });

  it('exits with 1 when stopping fails', async () => {
    endOnSignals(() => Promise.reject(new Error('no')), silentLogger(), fakeProcess);
    listeners.get('SIGTERM')?.();
    expect(await exited.promise).toBe(1);
  });

  it('exits with 1 when stopping takes too long', async () => {
    endOnSignals(never, silentLogger(), fakeProcess, 1);
    listeners.get('SIGTERM')?.();
    expect(await exited.promise).toBe(1);
  });

  it('exits at once on a second signal', async () => {
    endOnSignals(never, silentLogger(), fakeProcess);
    listeners.get('SIGTERM')?.();
    listeners.get('SIGINT')?.();
    expect(await exited.promise).toBe(1);
  });

  it('stops in order and exits with 1 when the service can never go on', async () => {
    let stops = 0;
    const end = endOnSignals(async () => void stops++, silentLogger(), fakeProcess);
    end('the consumer is stuck');
    end('again');
    expect([await exited.promise, stops]).toEqual([1, 1]);
  });
});
