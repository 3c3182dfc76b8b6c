import type { CommandFailure } from '../domain/exit-codes.js';
import type { GroupState, Snapshot } from '../domain/judge-status.js';
import { table } from '../domain/table.js';
import type { Paint } from '../io/screen.js';

/** What `sitrep status` knows when it ends. */
export interface StatusReport {
  readonly healthy: boolean;
  readonly problems: readonly string[];
  /** Why Kafka or the API could not be asked. */
  readonly failures: readonly Pick<CommandFailure, 'message' | 'advice'>[];
  readonly now: Snapshot;
}

/** The report for people. Partitions without lag are left out unless all are wanted. */
export function statusText(report: StatusReport, allPartitions: boolean, paint: Paint): string {
  const { groups = [], store, ledger, proof } = report.now;
  const parts = [groupTable(groups), partitionTable(groups, allPartitions)];
  if (ledger !== undefined) {
    const { split, stored, deadLettered, inFlight, balanced } = ledger;
    const sum = `${split} sentences split = ${stored} stored + ${deadLettered} dead-lettered + ${inFlight} in flight`;
    parts.push(`ledger  ${sum}: ${balanced ? 'balanced' : 'NOT balanced'}\n`);
  }
  if (proof !== undefined) parts.push(`proof   ${proof.verdict}, at ${proof.provenAt}\n`);
  if (store !== undefined) {
    parts.push(`store   ${store.live ? 'live' : 'NOT live'}, ${store.ready ? 'ready' : 'NOT ready'}\n`);
  }
  const failures = report.failures.flatMap(({ message, advice }) => [
    `${paint('red', message)}\n`,
    ...(advice === undefined ? [] : [`  → ${advice}\n`]),
  ]);
  const problems = report.problems.map((line) => `${paint('red', line)}\n`);
  parts.push(report.healthy ? `${paint('green', 'healthy')}\n` : [...failures, ...problems].join(''));
  return parts.filter((part) => part !== '').join('\n');
}

function groupTable(groups: readonly GroupState[]): string {
  if (groups.length === 0) return '';
  const rows = groups.map(({ group, state, members, lag }) => [group, state, String(members), String(lag)]);
  const columns = [
    { head: 'group' },
    { head: 'state' },
    { head: 'members', right: true },
    { head: 'lag', right: true },
  ];
  return table(columns, rows);
}

function partitionTable(groups: readonly GroupState[], all: boolean): string {
  const rows = groups.flatMap(({ group, partitions }) =>
    partitions
      .filter(({ lag }) => all || lag > 0)
      .map(({ topic, partition, committed, high, lag }) => [
        group,
        topic,
        ...[partition, committed ?? '-', high, lag].map(String),
      ]),
  );
  if (rows.length === 0) return '';
  const numbers = ['partition', 'committed', 'end', 'lag'].map((head) => ({ head, right: true }));
  return table([{ head: 'group' }, { head: 'topic' }, ...numbers], rows);
}
