import type { InstanceStatus } from '@sitrep/contracts';
import { describe, expect, it } from 'vitest';

import { InstancesBoard } from './instances-board.js';

const instance = (instanceId: string, change: Partial<InstanceStatus> = {}): InstanceStatus => ({
  ...{ instanceId, service: 'classifier', version: '1', host: 'h', group: 'g', detail: '', partitions: [] },
  startedAt: '2026-01-01T00:00:00.000Z',
  at: '2026-01-01T00:00:00.000Z',
  state: 'running',
  ...change,
});
const statesAt = (board: InstancesBoard, now: number): readonly string[] =>
  board.at(now).map(({ instanceId, state }) => `${instanceId} ${state}`);

describe('the board of instances', () => {
  it('shows the last word of each, by service and start', () => {
    const board = new InstancesBoard();
    board.hear(instance('b', { startedAt: '2026-01-02T00:00:00.000Z' }), 0);
    board.hear(instance('s', { service: 'store' }), 0);
    board.hear(instance('a', { state: 'joining' }), 0);
    board.hear(instance('a'), 1_000);
    expect(statesAt(board, 2_000)).toEqual(['a running', 'b running', 's running']);
  });

  it('says that an instance is silent when it has not been heard for long, and forgets it in the end', () => {
    const board = new InstancesBoard();
    board.hear(instance('a'), 0);
    expect(statesAt(board, 15_000)).toEqual(['a running']);
    expect(statesAt(board, 15_001)).toEqual(['a silent']);
    expect(statesAt(board, 600_001)).toEqual([]);
  });

  it('does not wait for a word of those that have ended', () => {
    const board = new InstancesBoard();
    board.hear(instance('a', { state: 'stopped' }), 0);
    board.hear(instance('b', { state: 'failed' }), 0);
    expect(statesAt(board, 60_000)).toEqual(['a stopped', 'b failed']);
  });

  it('goes by its own clock, whatever the instance says the time is', () => {
    const board = new InstancesBoard();
    board.hear(instance('a', { at: '2099-01-01T00:00:00.000Z' }), 0);
    expect(statesAt(board, 20_000)).toEqual(['a silent']);
  });

  it('stays bounded whatever is told', () => {
    const board = new InstancesBoard();
    for (let nth = 0; nth < 2_000; nth++) board.hear(instance(`i-${nth}`), 0);
    expect(board.at(0)).toHaveLength(500);
  });
});
