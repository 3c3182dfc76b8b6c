import type { InstanceState, InstanceStatus } from '@sitrep/contracts';

/** An instance as it was last heard. */
export interface SeenInstance extends Omit<InstanceStatus, 'state'> {
  /** `silent`: it has not been heard for longer than it should. */
  readonly state: InstanceState | 'silent';
  /** When it was heard, by the clock of who heard it; milliseconds since 1970. */
  readonly seenAt: number;
}

/** An instance tells how it is every 5 s. */
const SILENT_AFTER_MS = 15_000;
/** Long enough to be seen after a bad quarter of an hour, short enough that old deployments do not pile up. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;
/** Whatever is told, the memory stays bounded. */
const MOST_INSTANCES = 500;

/** What is known of the running instances: the last word of each, for as long as it counts. */
export class InstancesBoard {
  private readonly seen = new Map<string, { readonly status: InstanceStatus; readonly seenAt: number }>();

  /** Takes what an instance says. @param now milliseconds since 1970 */
  hear(status: InstanceStatus, now: number): void {
    this.forget(now);
    if (this.seen.size >= MOST_INSTANCES && !this.seen.has(status.instanceId)) return;
    this.seen.set(status.instanceId, { status, seenAt: now });
  }

  /** The instances by service and start. */
  at(now: number): readonly SeenInstance[] {
    this.forget(now);
    return [...this.seen.values()]
      .map(({ status, seenAt }) => ({ ...status, seenAt, state: stateAt(status, now - seenAt) }))
      .sort((a, b) => compare(a.service, b.service) || compare(a.startedAt, b.startedAt));
  }

  private forget(now: number): void {
    for (const [id, { seenAt }] of this.seen) if (now - seenAt > FORGOTTEN_AFTER_MS) this.seen.delete(id);
  }
}

/** Whoever has ended is not expected to say more. */
function stateAt({ state }: InstanceStatus, silentMs: number): SeenInstance['state'] {
  const hasEnded = state === 'stopped' || state === 'failed';
  return silentMs > SILENT_AFTER_MS && !hasEnded ? 'silent' : state;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
