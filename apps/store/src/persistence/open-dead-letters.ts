import type { Reader } from './reader.js';

/** Dead letters of one topic and one code that nobody has dealt with. */
export interface OpenDeadLetters {
  /** Where they came from. */
  readonly topic: string;
  readonly code: string;
  readonly open: number;
  /** When the newest was rejected; RFC 3339. */
  readonly newest: string;
}

const OPEN = `
  select topic, code, count(*)::float8 as open, max(at) as newest
  from dead_letter where status = 'open' group by topic, code order by topic, code`;

/** Dead letters, counted. */
export class OpenDeadLettersReader {
  constructor(private readonly reader: Reader) {}

  /** Those that are open, by topic and code. */
  async openCounts(): Promise<readonly OpenDeadLetters[]> {
    const rows = await this.reader.query<Omit<OpenDeadLetters, 'newest'> & { readonly newest: Date }>(OPEN);
    return rows.map((row) => ({ ...row, newest: row.newest.toISOString() }));
  }
}
