import { pendingMigrations } from './migrate-database.js';
import type { Reader } from './reader.js';

/** Whether the database is as this build wants it. */
export class SchemaReader {
  constructor(private readonly reader: Reader) {}

  /** Migrations that are still to be run, the oldest first. @throws DatabaseUnavailable */
  pending(): Promise<readonly string[]> {
    return pendingMigrations((sql) => this.reader.query(sql));
  }
}
