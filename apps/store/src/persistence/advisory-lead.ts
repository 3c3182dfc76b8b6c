import type { DataSource } from 'typeorm';

import type { Lead } from '../background/background-job.js';

/** "lead" in ASCII: the first half of the keys of these advisory locks. The second is a hash of the name. */
const SPACE = 0x6c656164;

const TRY = `select pg_try_advisory_xact_lock(${SPACE}, hashtext($1)) as held`;

/**
 * Leads kept by Postgres: an advisory lock of a transaction that does nothing else. It goes with the connection, so a
 * store that dies gives it back, and no store needs to know of another.
 */
export class AdvisoryLead implements Lead {
  constructor(private readonly source: DataSource) {}

  async tryHold<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined> {
    return this.source.transaction(async (manager) => {
      const [row] = await manager.query<readonly { readonly held: boolean }[]>(TRY, [name]);
      return row?.held === true ? work() : undefined;
    });
  }
}
