import { describe, expect, it } from 'vitest';

import { isBusy, problemsOf, type GroupState, type LedgerState, type Snapshot } from './judge-status.js';

function group(changes: Partial<GroupState> & { readonly committed?: number } = {}): GroupState {
  const { committed = 10, ...others } = changes;
  const lag = 10 - committed;
  const partitions = [{ topic: 't', partition: 0, committed, high: 10, lag }];
  return { group: 'sitrep-store', state: 'Stable', members: 1, lag, partitions, ...others };
}
const ledger = (changes: Partial<LedgerState> = {}): LedgerState => {
  return { split: 9, labelled: 9, stored: 9, deadLettered: 0, inFlight: 0, balanced: true, ...changes };
};
const well: Snapshot = { groups: [group()], store: { live: true, ready: true, failing: [] }, ledger: ledger() };
const missing = { stored: 7, inFlight: 2, balanced: false };

describe('judging the status', () => {
  it('finds nothing wrong when all is done', () => {
    expect(problemsOf(well, well)).toEqual([]);
    expect(isBusy(well)).toBe(false);
  });

  it('finds nothing wrong with work that goes on', () => {
    const before = { ...well, groups: [group({ committed: 3 })] };
    const now = { ...well, groups: [group({ committed: 4 })] };
    expect(isBusy(before)).toBe(true);
    expect(problemsOf(before, now)).toEqual([]);
  });

  it('finds nothing wrong with work that has just come', () => {
    expect(problemsOf(well, { ...well, groups: [group({ committed: 9 })] })).toEqual([]);
  });

  it('names a group that does nothing of its work', () => {
    const stuck = { ...well, groups: [group({ committed: 3 })] };
    expect(problemsOf(stuck, stuck)).toEqual(['sitrep-store is stuck: 7 records to do, and none was done meanwhile.']);
  });

  it('names a group without members', () => {
    const alone = { ...well, groups: [group({ members: 0, state: 'Empty' })] };
    expect(problemsOf(alone, alone)).toEqual(['sitrep-store has no member: its service does not run.']);
  });

  it('names what the store is not ready for', () => {
    const now = { ...well, store: { live: true, ready: false, failing: ['database: no answer'] } };
    expect(problemsOf(well, now)).toEqual(['The store is not ready: database: no answer.']);
  });

  it('names a store that is not live', () => {
    const now = { ...well, store: { live: false, ready: true, failing: [] } };
    expect(problemsOf(well, now)).toHaveLength(1);
  });

  it('looks again before it says that sentences are missing', () => {
    const unbalanced = { ...well, ledger: ledger(missing) };
    expect(isBusy(unbalanced)).toBe(true);
    expect(problemsOf({ ...well, ledger: ledger({ ...missing, stored: 6 }) }, unbalanced)).toEqual([]);
    expect(problemsOf(unbalanced, unbalanced)).toEqual([
      'The ledger does not balance, and nothing is on its way: 2 sentences missing.',
    ]);
  });

  it('misses no sentences while records wait', () => {
    const before = { ...well, groups: [group({ committed: 3 })], ledger: ledger(missing) };
    const now = { ...before, groups: [group({ committed: 4 })] };
    expect(problemsOf(before, now)).toEqual([]);
  });

  it('judges only what could be asked', () => {
    expect(problemsOf({}, {})).toEqual([]);
    expect(problemsOf({ ledger: ledger(missing) }, { ledger: ledger(missing) })).toEqual([]);
  });
});
