import type { DataSource } from 'typeorm';

import { DatabaseUnavailable } from '../ports.js';
import { sqlFailureOf } from './sql-failure.js';

/** Asks the database, for the API: read only, and with a limit of time. */
export class Reader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DatabaseUnavailable when there is no answer, or none in time */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return await this.dataSource.query<Row[]>(sql, [...parameters]);
    } catch (error) {
      const { kind, message } = sqlFailureOf(error);
      if (kind === 'transient' || kind === 'contention') throw new DatabaseUnavailable(message, { cause: error });
      throw error;
    }
  }
}
