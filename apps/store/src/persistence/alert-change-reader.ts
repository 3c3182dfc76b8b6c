import type { FeedPosition } from '../domain/feed-position.js';
import type { Alert, AlertChange, AlertChangeSource } from '../searches/saved-search.js';
import type { Reader } from './reader.js';

const LATEST = 'select coalesce(max(position), 0) as position from alert_change';
const PAGE = `
  select position, at, alert_id as id, search_id as "searchId", search_name as "searchName", kind, message,
    opened_at as "openedAt", closed_at as "closedAt"
  from alert_change
  where position > $1 and ($3::uuid is null or search_id = $3)
  order by position limit $2`;

interface AlertChangeRow extends Alert {
  readonly position: string;
  readonly at: Date;
}

/** Alarms as they begin and end, in Postgres. */
export class AlertChangeReader implements AlertChangeSource {
  constructor(private readonly reader: Reader) {}

  async latest(): Promise<FeedPosition> {
    const [row] = await this.reader.query<{ readonly position: string }>(LATEST);
    return placeOf(row?.position ?? '0');
  }

  async page(after: FeedPosition, limit: number, searchId: string | undefined): Promise<readonly AlertChange[]> {
    const rows = await this.reader.query<AlertChangeRow>(PAGE, [after.commit, limit, searchId]);
    return rows.map(({ position, at, ...alert }) => ({ position: placeOf(position), at, alert }));
  }
}

const placeOf = (position: string): FeedPosition => ({ commit: Number(position), step: 0 });
