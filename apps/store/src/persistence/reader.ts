import type { DataSource, QueryRunner } from 'typeorm';

import { DatabaseUnavailable, QuestionTooLong } from '../ports.js';
import { sqlFailureOf } from './sql-failure.js';

/** What can be asked: the database as it is each time, or as it was at one moment. */
export interface Asked {
  readonly query: Question;
}

/** Asks the database, for the API: read only, and with a limit of time. */
export class Reader implements Asked {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DatabaseUnavailable when there is no answer, QuestionTooLong among them when it takes longer than it may */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return await this.dataSource.query<Row[]>(sql, [...parameters]);
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /**
   * Asks several questions about one moment.
   *
   * @param statementTimeoutMs longest run of each, where it is another than usual; one that takes longer fails with
   *   QuestionTooLong, and the others can still be asked
   * @throws DatabaseUnavailable
   */
  async atOneMoment<Result>(ask: (moment: Asked) => Promise<Result>, statementTimeoutMs?: number): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      if (statementTimeoutMs !== undefined) {
        await runner.query(`set local statement_timeout = ${Math.round(statementTimeoutMs)}`);
      }
      const result = await ask({ query: (sql, parameters = []) => question(runner, sql, parameters) });
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw asUnavailable(error);
    } finally {
      await runner.release();
    }
  }
}

/** Asks one question. */
export type Question = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>;

async function question<Row>(
  runner: QueryRunner,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly Row[]> {
  await runner.query('savepoint question');
  try {
    return (await runner.query(sql, [...parameters])) as Row[];
  } catch (error) {
    await runner.query('rollback to savepoint question');
    throw asUnavailable(error);
  }
}

/** SQLSTATE of a statement that was stopped, by its limit of time or by an operator: what it says depends on the language. */
const QUERY_CANCELED = '57014';

/** What an error of the database is to the API: away, too slow, or as it is. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const { kind, code, message } = sqlFailureOf(error);
  if (code === QUERY_CANCELED) return new QuestionTooLong(message, { cause: error });
  return kind === 'transient' || kind === 'contention' ? new DatabaseUnavailable(message, { cause: error }) : error;
}
