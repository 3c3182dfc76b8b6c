import {
  type Change,
  type ChangeKind,
  type ChangePage,
  type ChangePageRequest,
  type ChangeSource,
  PositionGone,
} from '../changes/change-source.js';
import { FEED_START, type FeedPosition } from '../domain/feed-position.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import type { Sentence } from '../answers/article-answers.js';
import type { Reader } from './reader.js';
import { type Conditions, conditionsOf, lastingConditionsOf } from './sentence-conditions.js';
import { EFFECTIVE_LABEL, type ListedRow, listedSentenceOf, SENTENCE_COLUMNS } from './sentence-row.js';

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
  where ${wanted}
  order by c.commit, c.seq
  limit $4`;

const siftOf = (matches: string, wanted: string): string => `
  select c.nth, (${matches}) as matches
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) with ordinality
    as c (sentence_id, kind, label, old_label, nth)
  join sentence s on s.sentence_id = c.sentence_id
  where ${wanted}
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

/** The change feed in Postgres. */
export class ChangeReader implements ChangeSource {
  constructor(private readonly reader: Reader) {}

  async latest(): Promise<FeedPosition> {
    const [last] = await this.reader.query<PlaceRow>(HEAD);
    return last === undefined ? FEED_START : placeOf(last);
  }

  async earliest(): Promise<FeedPosition> {
    const horizon = await this.horizon();
    return horizon === 0 ? FEED_START : { commit: horizon + 1, step: 0 };
  }

  async page({ after, limit, filter }: ChangePageRequest): Promise<ChangePage> {
    const page = await this.scan(after, limit, filter);
    // Asked after the changes: what was forgotten meanwhile may be missing among them.
    const horizon = await this.horizon();
    if (horizon > 0 && after.commit <= horizon) throw new PositionGone('forgotten');
    if (page.changes.length === 0 && after.commit > (await this.latest()).commit) throw new PositionGone('never-given');
    return page;
  }

  async sift(changes: readonly Change[], filter: SentenceFilter): Promise<readonly Change[]> {
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

  private async scan(after: FeedPosition, limit: number, filter: SentenceFilter | undefined): Promise<ChangePage> {
    const most = filter === undefined ? limit : MAX_SCANNED;
    const given = [after.commit, after.step];
    const [end] = await this.reader.query<PlaceRow & { readonly scanned: string }>(SCAN_END, [...given, most]);
    if (end === undefined) return { changes: [], next: after, caughtUp: true };
    // The same changes as just now come first, whatever was committed since: the order of the feed only grows.
    const scanned = Number(end.scanned);
    const { matches, wanted, parameters } = filter === undefined ? EVERYTHING : sieveOf(filter, 4);
    const rows = await this.reader.query<ChangeRow>(pageOf(matches, wanted), [...given, scanned, limit, ...parameters]);
    const changes = rows.map(changeOf);
    const last = changes.at(-1);
    if (last !== undefined && changes.length === limit) return { changes, next: last.position, caughtUp: false };
    return { changes, next: placeOf(end), caughtUp: scanned < most };
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

/** Without a filter `matches` says whether lists show the sentence. */
const EVERYTHING: Sieve = { matches: conditionsOf({}, 0).sql, wanted: 'true', parameters: [] };

/**
 * A sentence that comes in must pass. Of one that was there already every change is wanted if it may have passed before:
 * whoever keeps what passes must hear when it does no longer.
 */
function sieveOf(filter: SentenceFilter, taken: number): Sieve {
  const parameters: unknown[] = [];
  const add = ({ sql, parameters: more }: Conditions): string => (parameters.push(...more), sql);
  const matches = add(conditionsOf(filter, taken));
  const { label, article, q, source, language, stories, boilerplate, from, to, clock } = filter;
  const words = add(lastingConditionsOf({ article, q }, taken + parameters.length));
  const times = clock === 'labelled' ? {} : { from, to, clock };
  const described = { source, language, stories, boilerplate, ...times };
  const ofArticle = add(lastingConditionsOf(described, taken + parameters.length));
  const labelled = label === undefined ? 'true' : `$${taken + parameters.push(label)}::text in (c.label, c.old_label)`;
  return {
    matches,
    wanted: `${words} and ${labelled} and (c.kind = 'described' or (${ofArticle})) and (c.kind <> 'stored' or (${matches}))`,
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
