import { beforeEach, describe, expect, it } from 'vitest';

import { ProgressMonitor } from './progress-monitor.js';

describe('the progress monitor', () => {
  let now = 0;
  let monitor: ProgressMonitor;

  beforeEach(() => {
    now = 1_000;
    monitor = new ProgressMonitor(() => now, { stuckAfterMs: 60_000, unreadyAfterMs: 30_000 });
    monitor.assign(['t/0', 't/1']);
  });

  it('calls a partition stuck that has lag and gives no sign for more than a minute', () => {
    monitor.lagIs('t/0', 7);
    now += 60_000;
    expect(monitor.stuck()).toBeUndefined();
    now += 1;
    expect(monitor.stuck()).toBe('t/0 has 7 records to do and made no progress for 60 s.');
  });

  it('sees one stuck partition among others that move', () => {
    monitor.lagIs('t/0', 7);
    monitor.lagIs('t/1', 7);
    now += 61_000;
    monitor.settled('t/1');
    expect(monitor.stuck()).toContain('t/0');
  });

  it('calls nothing stuck that has nothing to do, however long', () => {
    now += 3_600_000;
    monitor.lagIs('t/0', 0);
    monitor.lagIs('t/0', 1);
    expect(monitor.stuck()).toBeUndefined();
  });

  it('takes an attempt that ends in waiting for a sign of life, for ever', () => {
    monitor.lagIs('t/0', 7);
    for (let attempt = 0; attempt < 1_000; attempt++) {
      now += 5_000;
      monitor.waits('t/0');
    }
    expect([monitor.stuck(), monitor.isWaiting, monitor.hasWaitedTooLong]).toEqual([undefined, true, true]);
  });

  it('is stuck when an attempt does not end, although it waited before', () => {
    monitor.lagIs('t/0', 7);
    monitor.waits('t/0');
    now += 60_001;
    expect(monitor.stuck()).toContain('t/0');
  });

  it('says after half a minute of waiting that it is too long, and forgets it when records are settled', () => {
    monitor.waits('t/0');
    now += 30_000;
    expect(monitor.hasWaitedTooLong).toBe(false);
    now += 1;
    monitor.waits('t/0');
    expect(monitor.hasWaitedTooLong).toBe(true);
    monitor.settled('t/0');
    expect([monitor.isWaiting, monitor.hasWaitedTooLong]).toEqual([false, false]);
  });

  it('does not count the time in which the lag cannot be measured', () => {
    monitor.lagIs('t/0', 7);
    now += 59_000;
    monitor.lagIsUnknown();
    now += 59_000;
    expect(monitor.stuck()).toBeUndefined();
  });

  it('begins anew with a new assignment, and forgets what others have now', () => {
    monitor.lagIs('t/0', 7);
    now += 61_000;
    monitor.assign(['t/1']);
    monitor.waits('t/0');
    expect([monitor.stuck(), monitor.isWaiting]).toEqual([undefined, false]);
  });
});
