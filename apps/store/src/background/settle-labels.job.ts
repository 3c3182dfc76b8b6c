import type { LabelSettler } from '../persistence/label-settler.js';
import type { BackgroundJob } from './background-job.js';
import type { Rest } from './background-runner.js';

const WAIT_MS = 200;
const SHORTEST_PAUSE_MS = 20;

/**
 * Settles labels anew after decisions about models, behind everything else: after each step it pauses for as long as
 * the step took, so that it never has more than half of one connection.
 *
 * @param rest waits; injected, so that tests need no time
 */
export function settleLabelsJob(settler: Pick<LabelSettler, 'step'>, rest: Rest): BackgroundJob {
  return {
    name: 'settle-labels',
    restMs: 2_000,
    run: async (signal) => {
      const began = performance.now();
      const step = await settler.step();
      if (step === 'idle') return false;
      const tookMs = performance.now() - began;
      await rest(step === 'waiting' ? WAIT_MS : Math.max(SHORTEST_PAUSE_MS, tookMs), signal);
      return true;
    },
  };
}
