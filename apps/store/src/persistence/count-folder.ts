import type { DataSource } from 'typeorm';

import type { ChangeFolder } from '../background/fold-counts.job.js';
import { FOLD_CHANGES } from './count-sql.js';

/**
 * Adds up the changes that writers append, so that counts are read from few rows. Writers and readers never wait for it.
 * Several at once stand in each other's way, and still count right.
 */
export class CountFolder implements ChangeFolder {
  constructor(private readonly dataSource: DataSource) {}

  async fold(limit: number): Promise<number> {
    const [row] = await this.dataSource.query<readonly { readonly folded: number }[]>(FOLD_CHANGES, [limit]);
    return row?.folded ?? 0;
  }
}
