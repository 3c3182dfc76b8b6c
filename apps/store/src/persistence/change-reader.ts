import { FEED_START, type FeedPosition } from '../domain/feed-position.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import type { Sentence } from '../query/schemas.js';
import type { Reader } from './reader.js';
import { conditionsOf } from './sentence-conditions.js';
import { EFFECTIVE_LABEL, type ListedRow, listedSentenceOf, SENTENCE_COLUMNS } from './sentence-row.js';

/** Which changes are wanted: those of the sentences that pass, or have passed before. */
export type ChangeFilter = SentenceFilter;

/**
 * What happened to a sentence. `described`: its article is said to be of another source, language or time; `current`: its
 * text became the one that counts; `superseded`, `retracted`: it is so no longer.
 */
export type ChangeKind = 'stored' | 'labelled' | 'corrected' | 'described' | 'current' | 'superseded' | 'retracted';

/** One change, and the sentence as it reads now: later changes may be in it already, and follow. */
export interface Change {
  readonly position: FeedPosition;
  /** When it was committed. */
  readonly at: Date;
  readonly kind: ChangeKind;
  /** What counted from then on. */
  readonly label: Sentence['label'];
  /** What counted before. */
  readonly oldLabel: Sentence['label'];
  /** Whether its text was the current one from then on. */
  readonly current: boolean;
  /** The sentence passes the filter now. */
  readonly matches: boolean;
  readonly sentence: Sentence;
}

/** Which part of the feed is wanted. */
export interface ChangePageRequest {
  readonly after: FeedPosition;
  readonly limit: number;
  readonly filter?: ChangeFilter;
}

/** A part of the feed. */
export interface ChangePage {
  readonly changes: readonly Change[];
  /** Where to go on from. */
  readonly next: FeedPosition;
  /** There was nothing after `next`. */
  readonly caughtUp: boolean;
}

/** The feed does not go back to this position any more, or never came to it. */
export class PositionGone extends Error {
  override readonly name = 'PositionGone';

  constructor(readonly reason: 'forgotten' | 'never-given') {
    super(reason);
  }
}

/** How many changes one request looks at, whatever few of them pass. */
const MAX_SCANNED = 5_000;

/** By position, without a look at the sentences. Lateral, so that a few batches are read and never all of them sorted. */
const scanOf = (columns: string): string => `
  select ${columns}
  from change_batch k
  cross join lateral (
    select * from change c where c.batch = k.id and (k.position > $1 or c.seq > $2) order by c.seq
  ) c
  where k.position >= $1
  order by k.position, c.seq
  limit $3`;

const SCAN_END = `
  select position, seq, count(*) over () as scanned
  from (${scanOf('k.position, c.seq')}) scanned
  order by position desc, seq desc limit 1`;

const HEAD = `
  select k.position, (select max(c.seq) from change c where c.batch = k.id) as seq
  from change_batch k where k.position is not null order by k.position desc limit 1`;

const HORIZON = 'select position from change_horizon';

const pageOf = (matches: string, wanted: string): string => `
  with scanned as materialized (
    ${scanOf('k.position as commit, k.at, c.seq, c.kind, c.sentence_id, c.label, c.old_label, c.current')}
  )
  select c.commit, c.seq, c.at, c.kind, c.label as new_label, c.old_label, c.current as is_current,
    (${matches}) as matches,
    ${SENTENCE_COLUMNS}, a.title, a.url
  from scanned c
  join sentence s on s.sentence_id = c.sentence_id
  ${EFFECTIVE_LABEL}
  left join article a on a.article_id = s.article_id and a.revision = s.revision
  where true${wanted}
  order by c.commit, c.seq
  limit $4`;

const siftOf = (matches: string, wanted: string): string => `
  select c.nth, (${matches}) as matches
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) with ordinality
    as c (sentence_id, kind, label, old_label, nth)
  join sentence s on s.sentence_id = c.sentence_id
  where true${wanted}
  order by c.nth`;

interface PlaceRow {
  readonly position: string;
  readonly seq: string;
}

interface ChangeRow extends ListedRow {
  readonly commit: string;
  readonly seq: string;
  readonly at: Date;
  readonly kind: ChangeKind;
  readonly new_label: Sentence['label'];
  readonly old_label: Sentence['label'];
  readonly is_current: boolean;
  readonly matches: boolean;
}

/** The change feed. What has a position is there for good, and nothing is ever committed before it. */
export class ChangeReader {
  constructor(private readonly reader: Reader) {}

  /** The place of the last change. */
  async latest(): Promise<FeedPosition> {
    const [last] = await this.reader.query<PlaceRow>(HEAD);
    return last === undefined ? FEED_START : placeOf(last);
  }

  /** The place before the first change that is still known. */
  async earliest(): Promise<FeedPosition> {
    const horizon = await this.horizon();
    return horizon === 0 ? FEED_START : { commit: horizon + 1, step: 0 };
  }

  /**
   * The changes after a place, in their order. With a filter a page may have fewer than there are, or none: `next` goes
   * on all the same.
   *
   * @throws PositionGone, DatabaseUnavailable
   */
  async page({ after, limit, filter }: ChangePageRequest): Promise<ChangePage> {
    const page = filter === undefined ? await this.wholePage(after, limit) : await this.sifted(after, limit, filter);
    // Asked after the changes: what was forgotten meanwhile may be missing among them.
    const horizon = await this.horizon();
    if (horizon > 0 && after.commit <= horizon) throw new PositionGone('forgotten');
    if (page.changes.length === 0 && after.commit > (await this.latest()).commit) throw new PositionGone('never-given');
    return page;
  }

  /** Which of these changes are wanted, and whether their sentences pass the filter now: the same rule as for a page. */
  async sift(changes: readonly Change[], filter: ChangeFilter): Promise<readonly Change[]> {
    const ids = changes.map(({ sentence }) => sentence.sentenceId);
    const { matches, wanted, parameters } = sieveOf(filter, 4);
    const rows = await this.reader.query<{ nth: string; matches: boolean }>(siftOf(matches, wanted), [
      ids,
      changes.map(({ kind }) => kind),
      changes.map(({ label }) => label),
      changes.map(({ oldLabel }) => oldLabel),
      ...parameters,
    ]);
    return rows.map((row) => ({ ...changes[Number(row.nth) - 1]!, matches: row.matches }));
  }

  private async wholePage(after: FeedPosition, limit: number): Promise<ChangePage> {
    const rows = await this.reader.query<ChangeRow>(pageOf('s.current and s.label is not null', ''), [
      after.commit,
      after.step,
      limit,
      limit,
    ]);
    const changes = rows.map(changeOf);
    return { changes, next: changes.at(-1)?.position ?? after, caughtUp: changes.length < limit };
  }

  private async sifted(after: FeedPosition, limit: number, filter: ChangeFilter): Promise<ChangePage> {
    const [end] = await this.reader.query<PlaceRow & { readonly scanned: string }>(SCAN_END, [
      after.commit,
      after.step,
      MAX_SCANNED,
    ]);
    if (end === undefined) return { changes: [], next: after, caughtUp: true };
    // The same changes as just now come first, whatever was committed since: the order of the feed only grows.
    const scanned = Number(end.scanned);
    const { matches, wanted, parameters } = sieveOf(filter, 4);
    const given = [after.commit, after.step, scanned, limit];
    const rows = await this.reader.query<ChangeRow>(pageOf(matches, wanted), [...given, ...parameters]);
    const changes = rows.map(changeOf);
    const last = changes.at(-1);
    if (last !== undefined && changes.length === limit) return { changes, next: last.position, caughtUp: false };
    return { changes, next: placeOf(end), caughtUp: scanned < MAX_SCANNED };
  }

  private async horizon(): Promise<number> {
    const [row] = await this.reader.query<{ readonly position: string }>(HORIZON);
    return Number(row?.position ?? 0);
  }
}

/** Conditions on a change `c` and its sentence `s`, and what their parameters are. */
interface Sieve {
  readonly matches: string;
  readonly wanted: string;
  readonly parameters: readonly unknown[];
}

/**
 * A sentence that comes in must pass. Of one that was there already every change is wanted if it may have passed before:
 * whoever keeps what passes must hear when it does no longer.
 */
function sieveOf(filter: ChangeFilter, taken: number): Sieve {
  const { sql: matches, parameters: all } = conditionsOf(filter, taken);
  const parameters = [...all];
  const given = (value: unknown, condition: (parameter: string) => string): string =>
    value === undefined ? '' : ` and ${condition(`$${taken + parameters.push(value)}::text`)}`;
  const { label, article, source } = filter;
  const before = given(label, (value) => `${value} in (c.label, c.old_label)`);
  const lasting =
    given(article, (value) => `s.article_id = ${value}`) + given(source, (value) => `s.source = ${value}`);
  return {
    matches,
    wanted: `${before} and (c.kind = 'described' or (true${lasting})) and (c.kind <> 'stored' or (${matches}))`,
    parameters,
  };
}

const placeOf = ({ position, seq }: PlaceRow): FeedPosition => ({ commit: Number(position), step: Number(seq) });

function changeOf(row: ChangeRow): Change {
  return {
    position: { commit: Number(row.commit), step: Number(row.seq) },
    at: row.at,
    kind: row.kind,
    label: row.new_label,
    oldLabel: row.old_label,
    current: row.is_current,
    matches: row.matches,
    sentence: listedSentenceOf(row),
  };
}
