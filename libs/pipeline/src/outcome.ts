import type { EventContract, RejectionCode } from '@sitrep/contracts';

/** An event to be published, with the contract that says where and how. Make it with {@link outgoing}. */
export interface OutgoingEvent {
  readonly contract: EventContract<unknown>;
  readonly event: unknown;
}

/** Pairs an event with its contract; the compiler checks that they belong together. */
export function outgoing<T>(contract: EventContract<T>, event: T): OutgoingEvent {
  return { contract: contract as EventContract<unknown>, event };
}

/** What a stage decided about one event. The runner, not the stage, acts on it. */
export type Outcome =
  | {
      readonly kind: 'emit';
      /** Read once, lazily: the events of a long article need not be in memory together. */
      readonly events: Iterable<OutgoingEvent>;
    }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'reject'; readonly code: RejectionCode; readonly message: string };

/** These events follow from it. */
export const emit = (events: Iterable<OutgoingEvent>): Outcome => ({ kind: 'emit', events });

const DONE: Outcome = { kind: 'emit', events: [] };

/** The stage did with it what there was to do, and nothing follows. */
export const done = (): Outcome => DONE;

/** Rightly nothing follows from it: `reason` is a short, fixed phrase that is counted. */
export const drop = (reason: string): Outcome => ({ kind: 'drop', reason });

/** It can never be handled: it goes to the dead letters. */
export const reject = (code: RejectionCode, message: string): Outcome => ({ kind: 'reject', code, message });
