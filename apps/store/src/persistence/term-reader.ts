import type { SentenceFilter } from '../domain/sentence-filter.js';
import type { Reader } from './reader.js';
import { conditionsOf } from './sentence-conditions.js';

/** Texts of sentences, for the statistics of words. */
export class TermReader {
  constructor(private readonly reader: Reader) {}

  /** The sentences of a filter that were stored last, `limit` at most. */
  async latestTexts(filter: SentenceFilter, limit: number): Promise<readonly string[]> {
    const { sql, parameters } = conditionsOf(filter, 1);
    const rows = await this.reader.query<{ readonly text: string }>(
      `select s.text from sentence s where ${sql} order by s.stored_at desc, s.position desc limit $1`,
      [limit, ...parameters],
    );
    return rows.map(({ text }) => text);
  }
}
