import type { Clock } from '../domain/clock.js';
import type { Span } from '../domain/time-buckets.js';
import { instants } from './count-reader.js';
import type { Reader } from './reader.js';

/** What happened besides the sentences, and may explain what is seen of them. */
export interface TimelineNotes {
  /** Models whose labels count, by when the first of them came. */
  readonly models: readonly { readonly version: string; readonly at: number }[];
  /** When a person corrected a label; one entry a minute. */
  readonly corrections: readonly { readonly at: number; readonly number: number }[];
  /** Times of articles that are not wholly stored; undefined times and more than {@link MAX_OPEN} are left out. */
  readonly openAt: readonly number[];
}

/** More articles in flight than this are not told one by one. */
const MAX_OPEN = 2_000;

const ms = (column: string): string => `extract(epoch from ${column})::float8 * 1000`;

const MODELS = `
  select version, ${ms('first_seen')} as at from model
  where not shadow and first_seen >= $1::timestamptz and first_seen < $2::timestamptz
  order by first_seen`;

const CORRECTIONS = `
  select ${ms(`date_trunc('minute', made_at)`)} as at, count(*)::float8 as number from correction
  where made_at >= $1::timestamptz and made_at < $2::timestamptz
  group by 1 order by 1`;

/** Revisions of which more was announced than is stored or dead. By an index of just these. */
const openAt = (column: string): string => `
  select ${ms(`a.${column}`)} as at from ledger l
  join article a on a.article_id = l.article_id and a.revision = l.revision
  where l.split is distinct from l.stored and a.${column} is not null
    and l.split > l.stored + (
      select count(distinct d.sentence_id) from dead_letter d
      where d.article_id = l.article_id and d.revision = l.revision and d.sentence_id is not null)
  limit ${MAX_OPEN}`;

/** Notes for the margin of a timeline. */
export class TimelineNotesReader {
  constructor(private readonly reader: Reader) {}

  async of(clock: Clock, span: Span): Promise<TimelineNotes> {
    const range = instants([span.from, span.to]);
    const [models, corrections, open] = await Promise.all([
      this.reader.query<TimelineNotes['models'][number]>(MODELS, range),
      this.reader.query<TimelineNotes['corrections'][number]>(CORRECTIONS, range),
      // What is in flight will be labelled and stored now, or later: the last bucket is open anyway.
      clock === 'published' || clock === 'received'
        ? this.reader.query<{ readonly at: number }>(openAt(`${clock}_at`))
        : [],
    ]);
    return { models, corrections, openAt: open.map(({ at }) => at) };
  }
}
