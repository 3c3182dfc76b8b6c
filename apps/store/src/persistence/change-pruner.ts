import type { BatchWriter } from './batch-writer.js';
import { writeOne } from './write-one.js';

/** A round is short, so that nobody waits for it. */
const BATCHES_A_ROUND = 500;

/** The last is always kept: whoever is there has missed nothing. */
const OLD = `
  select position from (
    select position, at from change_batch
    where position is not null and position < (select max(position) from change_batch)
    order by position limit ${BATCHES_A_ROUND}
  ) oldest
  where at < now() - $1 * interval '1 second'
  order by position desc limit 1`;

const MOVE_HORIZON = 'update change_horizon set position = greatest(position, $1)';
const FORGET_CHANGES = `
  delete from change c using change_batch k where c.batch = k.id and k.position <= $1`;
const FORGET_BATCHES = 'delete from change_batch where position <= $1';

/** Forgets the oldest part of the change feed. */
export class ChangePruner {
  constructor(private readonly writer: BatchWriter) {}

  /**
   * Forgets some of what is older. Safe when several do it at once.
   *
   * @returns whether there may be more
   * @throws DatabaseUnavailable
   */
  forgetSome(olderThanSeconds: number): Promise<boolean> {
    return writeOne(this.writer, async (query) => {
      const [last] = await query<{ readonly position: string }>(OLD, [olderThanSeconds]);
      if (last === undefined) return false;
      // Also a lock: two who forget do it one after the other.
      await query(MOVE_HORIZON, [last.position]);
      await query(FORGET_CHANGES, [last.position]);
      await query(FORGET_BATCHES, [last.position]);
      return true;
    });
  }
}
