import { counted } from './count.js';

/** How far a group is with a partition. */
export interface PartitionState {
  readonly topic: string;
  readonly partition: number;
  /** Undefined when the group has committed nothing yet. */
  readonly committed: number | undefined;
  /** Offset that the next record will get. */
  readonly high: number;
  readonly lag: number;
}

/** A consumer group and its work. */
export interface GroupState {
  readonly group: string;
  /** As Kafka calls it: `Stable`, `Empty`, `PreparingRebalance`, `Dead`, … */
  readonly state: string;
  readonly members: number;
  readonly lag: number;
  readonly partitions: readonly PartitionState[];
}

/** What the store says of itself. */
export interface StoreState {
  readonly live: boolean;
  readonly ready: boolean;
  /** What it is not ready for; empty when it is. */
  readonly failing: readonly string[];
}

/** The store's ledger, as far as it is judged. */
export interface LedgerState {
  readonly split: number;
  readonly labelled: number;
  readonly stored: number;
  readonly deadLettered: number;
  readonly inFlight: number;
  readonly balanced: boolean;
}

/** What the database says of the equations that nothing is lost. */
export interface ProofState {
  readonly verdict: string;
  readonly provenAt: string;
}

/** All that is known at one moment; what could not be asked is left out. */
export interface Snapshot {
  readonly groups?: readonly GroupState[];
  readonly store?: StoreState;
  readonly ledger?: LedgerState;
  readonly proof?: ProofState;
}

/** Whether looking again a little later would tell more: work is left, or sentences are on their way. */
export function isBusy({ groups = [], ledger }: Snapshot): boolean {
  return groups.some(({ lag }) => lag > 0) || ledger?.balanced === false;
}

/**
 * Says what is wrong, one sentence each; nothing when all is well.
 *
 * @param before the same, a few seconds earlier: work that is left is only wrong when nothing of it was done since
 */
export function problemsOf(before: Snapshot, now: Snapshot): readonly string[] {
  return [...groupProblems(before, now), ...storeProblems(now), ...ledgerProblems(before, now)];
}

function groupProblems(before: Snapshot, { groups = [] }: Snapshot): readonly string[] {
  return groups.flatMap((group) => {
    if (group.members === 0) return [`${group.group} has no member: its service does not run.`];
    const earlier = before.groups?.find((one) => one.group === group.group);
    if (group.lag === 0 || earlier === undefined || isMoving(earlier, group)) return [];
    return [`${group.group} is stuck: ${counted(group.lag, 'record')} to do, and none was done meanwhile.`];
  });
}

function isMoving(before: GroupState, now: GroupState): boolean {
  if (before.lag === 0) return true;
  return now.partitions.some(({ topic, partition, committed }) => {
    const earlier = before.partitions.find((one) => one.topic === topic && one.partition === partition);
    return committed !== earlier?.committed;
  });
}

function storeProblems({ store }: Snapshot): readonly string[] {
  if (store === undefined) return [];
  const { live, ready, failing } = store;
  return [
    ...(live ? [] : ['The store is not live: it must be started again.']),
    ...(ready ? [] : [`The store is not ready: ${failing.join('; ') || 'it does not say why'}.`]),
  ];
}

/** Between the two questions articles may have come in: only a ledger that stands still is wrong. */
function ledgerProblems(before: Snapshot, { groups, ledger }: Snapshot): readonly string[] {
  const workIsLeft = groups === undefined || groups.some(({ lag }) => lag > 0);
  if (ledger === undefined || ledger.balanced || workIsLeft) return [];
  const standsStill = before.ledger?.split === ledger.split && before.ledger.stored === ledger.stored;
  return standsStill
    ? [`The ledger does not balance, and nothing is on its way: ${counted(ledger.inFlight, 'sentence')} missing.`]
    : [];
}
