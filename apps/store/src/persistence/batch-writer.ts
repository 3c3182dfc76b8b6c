import { TransientFailure } from '@sitrep/pipeline';
import type { DataSource } from 'typeorm';

import type { SaveResult } from '../ports.js';
import { type SqlFailure, sqlFailureOf, worldFailure } from './sql-failure.js';

/** Runs a statement inside the transaction of a batch, and answers its rows. */
export type Query = <Row>(sql: string, parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** Writes some items in one transaction. May be called again with the same, or with fewer of them. */
export type Write<Item> = (query: Query, items: readonly Item[]) => Promise<void>;

/** Contention is tried this often before the batch is cut. */
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 20;

/** Why an item, alone, could not be written. */
interface Stuck {
  readonly failure: SqlFailure;
}

/** Writes batches so that a bad row costs nobody else his place. */
export class BatchWriter {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  ) {}

  /**
   * Writes all items in one transaction; when the database refuses, finds the bad ones by halving.
   *
   * @returns one result an item, at the same index
   * @throws TransientFailure, FatalFailure
   */
  async save<Item>(items: readonly Item[], write: Write<Item>): Promise<readonly SaveResult[]> {
    if (items.length === 0) return [];
    const stuck = await this.bisect(items, write);
    const contention = stuck.find((one) => one?.failure.kind === 'contention')?.failure;
    // Where nothing at all came through, the world is slow or busy, and no item is to blame.
    if (contention !== undefined && stuck.every((one) => one !== undefined)) {
      throw new TransientFailure(`The database is too busy. ${contention.message}`, { cause: contention.cause });
    }
    return stuck.map((one) => one && { code: 'STORE_REJECTED', message: one.failure.message });
  }

  private async bisect<Item>(items: readonly Item[], write: Write<Item>): Promise<readonly (Stuck | undefined)[]> {
    const failure = await this.persist(items, write);
    if (failure === undefined) return items.map(() => undefined);
    if (items.length === 1) return [{ failure }];
    const middle = Math.ceil(items.length / 2);
    const first = await this.bisect(items.slice(0, middle), write);
    return [...first, ...(await this.bisect(items.slice(middle), write))];
  }

  /** Tries one set of items until it is written or will not be; `undefined` when it is. */
  private async persist<Item>(items: readonly Item[], write: Write<Item>): Promise<SqlFailure | undefined> {
    for (let attempt = 1; ; attempt++) {
      const failure = await this.attempt(items, write);
      if (failure === undefined) return undefined;
      const world = worldFailure(failure);
      if (world !== undefined) throw world;
      // A duplicate may have been another store's row, uncommitted when we looked: once more tells.
      const attempts = failure.kind === 'contention' ? ATTEMPTS : failure.kind === 'duplicate' ? 2 : 1;
      if (attempt >= attempts) return failure;
      await this.pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }

  private async attempt<Item>(items: readonly Item[], write: Write<Item>): Promise<SqlFailure | undefined> {
    try {
      await this.dataSource.transaction(async (manager) => {
        const query: Query = (sql, parameters) => manager.query(sql, [...parameters]);
        await write(query, items);
      });
      return undefined;
    } catch (error) {
      // Not the database: our own code fails on one of the items, and the runner finds out on which.
      if (error instanceof TypeError || error instanceof RangeError) throw error;
      return sqlFailureOf(error);
    }
  }
}
