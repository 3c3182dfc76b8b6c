import { describe, expect, it } from 'vitest';

import { KafkaHealth } from './kafka-health.js';
import { ProgressMonitor } from './progress-monitor.js';

const healthOf = (state: { readonly heldBy?: string; readonly fatalReason?: string }): KafkaHealth =>
  new KafkaHealth({
    fatalReason: undefined,
    heldBy: undefined,
    ...state,
    hasJoined: true,
    brokerAnswers: true,
    monitor: new ProgressMonitor(() => 0),
  });

describe('the health of a consumer', () => {
  it('is ready while it takes part, and says so', async () => {
    expect(await healthOf({}).check('ready')).toEqual({ ok: true, detail: 'member of the consumer group' });
  });

  it('is alive, but not ready, while a partition is held, and says why', async () => {
    const health = healthOf({ heldBy: 'notes/0 is held: too many' });
    expect(await health.check('ready')).toEqual({ ok: false, detail: 'notes/0 is held: too many' });
    expect(await health.check('live')).toEqual({ ok: true, detail: 'notes/0 is held: too many' });
  });

  it('is not alive when it can never go on', async () => {
    expect(await healthOf({ fatalReason: 'broken' }).check('live')).toEqual({ ok: false, detail: 'broken' });
  });
});
