/**
 * How far a batch was settled, and why it went no further.
 *
 * - `done`: all of it.
 * - `waiting`: the world failed (database, broker); the rest comes again after a pause.
 * - `stopping`: the batch was asked to stop; the rest goes to whoever has the partition next.
 * - `limit`: too many records were rejected; the partition is held with nothing lost, and tried again now and then.
 * - `fatal`: the service is broken; it must end with nothing lost.
 */
export type StopReason = 'done' | 'waiting' | 'stopping' | 'limit' | 'fatal';

/** What the runner hands back to the transport. It is a value, never an exception: nothing on the way can lose it. */
export class Settlement {
  /**
   * @param settled how many records, counted from the start of the batch, are settled: everything that follows from
   *   them is acknowledged, so the offset may move behind them
   * @param detail one sentence for people, without any body; empty for `done`
   */
  constructor(
    readonly settled: number,
    readonly reason: StopReason,
    readonly detail = '',
    /** To be kept beside the offset, and handed back with the next batch; undefined: what was kept stays. */
    readonly memo?: string,
  ) {}
}
