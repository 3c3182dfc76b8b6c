import type { AlertRule, Stored } from '../domain/alert-rule.js';
import { USUAL_DAYS } from '../domain/alert-rule.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import type { Alert, SavedSearch, SearchContent, SearchRepository, StoredCounter } from '../searches/saved-search.js';
import type { BatchWriter } from './batch-writer.js';
import type { Reader } from './reader.js';
import { conditionsOf } from './sentence-conditions.js';
import { writeOne } from './write-one.js';

const COLUMNS = 'id, name, filter, rules, created_at as "createdAt", updated_at as "updatedAt"';
const INSERT = `insert into saved_search (name, filter, rules) values ($1, $2, $3::jsonb) returning ${COLUMNS}`;
const ALL = `select ${COLUMNS} from saved_search order by created_at, id`;
const ONE = `select ${COLUMNS} from saved_search where id = $1`;
/** In a sub-query: of what is changed TypeORM answers otherwise. */
const CHANGE = `
  with changed as (
    update saved_search set name = $2, filter = $3, rules = $4::jsonb, updated_at = now() where id = $1
    returning ${COLUMNS}
  )
  select * from changed`;
const REMOVE = 'with gone as (delete from saved_search where id = $1 returning id) select id from gone';
const CLOSE_ALL = 'update alert set closed_at = now() where search_id = $1 and closed_at is null';

const ALERTS = `
  select a.id, a.search_id as "searchId", s.name as "searchName", a.kind, a.message, a.opened_at as "openedAt",
    a.closed_at as "closedAt"
  from alert a join saved_search s on s.id = a.search_id
  where a.id < coalesce($2::bigint, 9223372036854775807) and ($3::boolean is null or (a.closed_at is null) = $3)
  order by a.id desc limit $1`;

/** Not for a search that was deleted or changed meanwhile. */
const OPEN = `
  insert into alert (search_id, rule, kind, message, opened_at)
  select $1, $2, $3, $4, $5 from saved_search where id = $1 and date_trunc('milliseconds', updated_at) = $6
  on conflict (search_id, rule) where closed_at is null do nothing`;
const CLOSE = 'update alert set closed_at = $3 where search_id = $1 and rule = $2 and closed_at is null';

/** Saved searches in Postgres. */
export class PostgresSearchRepository implements SearchRepository {
  constructor(private readonly writer: BatchWriter) {}

  async add({ name, filter, rules }: SearchContent): Promise<SavedSearch> {
    const [made] = await this.ask<SavedSearch>(INSERT, [name, filter, JSON.stringify(rules)]);
    return made!;
  }

  all(): Promise<readonly SavedSearch[]> {
    return this.ask(ALL, []);
  }

  async one(id: string): Promise<SavedSearch | undefined> {
    return (await this.ask<SavedSearch>(ONE, [id]))[0];
  }

  change(id: string, { name, filter, rules }: SearchContent): Promise<SavedSearch | undefined> {
    return writeOne(this.writer, async (query) => {
      await query(CLOSE_ALL, [id]);
      return (await query<SavedSearch>(CHANGE, [id, name, filter, JSON.stringify(rules)]))[0];
    });
  }

  remove(id: string): Promise<boolean> {
    return writeOne(this.writer, async (query) => {
      // Whoever was told that they began is told that they end.
      await query(CLOSE_ALL, [id]);
      return (await query(REMOVE, [id])).length > 0;
    });
  }

  alerts(limit: number, before: string | undefined, isOpen: boolean | undefined): Promise<readonly Alert[]> {
    return this.ask(ALERTS, [limit, before, isOpen]);
  }

  async setAlarm(search: SavedSearch, rule: number, alarm: string | undefined, now: Date): Promise<void> {
    const { id, rules, updatedAt } = search;
    if (alarm === undefined) await this.ask(CLOSE, [id, rule, now]);
    else await this.ask(OPEN, [id, rule, rules[rule]?.kind, alarm, now, updatedAt]);
  }

  private ask<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return writeOne(this.writer, (query) => query<Row>(sql, parameters));
  }
}

const MINUTES_A_DAY = 1_440;

/** Counts what was stored of a filter. */
export class PostgresStoredCounter implements StoredCounter {
  constructor(private readonly reader: Reader) {}

  async stored(filter: SentenceFilter, rule: AlertRule, now: number): Promise<Stored> {
    const minutes = rule.kind === 'count' ? rule.withinMinutes : USUAL_DAYS * MINUTES_A_DAY;
    const { sql, parameters } = conditionsOf(filter, 2);
    const [row] = await this.reader.query<{ count: string; first: Date | null; last: Date | null }>(
      `select count(*) as count, min(s.stored_at) as first, max(s.stored_at) as last from sentence s
       where s.stored_at > $1::timestamptz - $2 * interval '1 minute' and s.stored_at <= $1 and ${sql}`,
      [new Date(now), minutes, ...parameters],
    );
    const count = Number(row?.count ?? 0);
    return {
      now,
      recent: rule.kind === 'count' ? count : 0,
      usual: rule.kind === 'silence' ? count : 0,
      firstAt: row?.first?.getTime(),
      lastAt: row?.last?.getTime(),
    };
  }
}
