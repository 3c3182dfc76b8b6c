import { describe, expect, it } from 'vitest';

import type { Pipeline, PipelineGroup } from '../api/types.js';
import { judgeGroup, problemsOf } from './pipeline-health.js';

const NOW = Date.parse('2026-01-02T03:04:05.000Z');
const group: PipelineGroup = {
  ...{ group: 'g', state: 'Stable', members: 1, lag: 0, oldestSeconds: 0 },
  ...{ inPerSecond: null, outPerSecond: null, partitions: [] },
};
const well: Pipeline = {
  kafka: { answers: true, measuredAt: '2026-01-02T03:04:00.000Z' },
  database: { answers: true, pendingMigrations: [] },
  groups: [group],
  instances: [],
  deadLetters: [],
};

describe('how a group is', () => {
  it.each([
    [{}, 'pass', 'All done'],
    [{ members: 0 }, 'fail', 'Nobody consumes'],
    [{ lag: 5, oldestSeconds: 10 }, 'busy', 'Working'],
    [{ lag: 5, oldestSeconds: 301, outPerSecond: 2 }, 'fail', 'Late'],
    [{ lag: 5, oldestSeconds: 301, outPerSecond: 0 }, 'fail', 'Stands still'],
  ] as const)('with %j is %s: %s', (change, condition, says) => {
    expect(judgeGroup({ ...group, ...change })).toEqual({ condition, says });
  });
});

describe('what is wrong with the pipeline', () => {
  it('is nothing while all is well', () => {
    expect(problemsOf(well, NOW)).toEqual([]);
  });

  it.each([
    ['Kafka', { kafka: { answers: false, measuredAt: null } }],
    ['from before', { kafka: { answers: true, measuredAt: '2026-01-02T03:03:00.000Z' } }],
    ['database does not answer', { database: { answers: false, pendingMigrations: null } }],
    ['lacks 1 migrations', { database: { answers: true, pendingMigrations: ['A1'] } }],
    ['g: nobody consumes', { groups: [{ ...group, members: 0 }] }],
  ])('names %s', (word, change) => {
    expect(problemsOf({ ...well, ...change }, NOW)).toEqual([expect.stringContaining(word)]);
  });
});
