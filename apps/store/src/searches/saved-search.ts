import type { AlertRule, Stored } from '../domain/alert-rule.js';
import type { FeedPosition } from '../domain/feed-position.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';

/** A filter that is kept under a name, and when it gives alarm. */
export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  /** The query string of its filter. */
  readonly filter: string;
  readonly rules: readonly AlertRule[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a person says of one. */
export type SearchContent = Pick<SavedSearch, 'name' | 'filter' | 'rules'>;

/** An alarm that was given. */
export interface Alert {
  readonly id: string;
  readonly searchId: string;
  readonly searchName: string;
  readonly kind: AlertRule['kind'];
  readonly message: string;
  readonly openedAt: Date;
  /** Null: it holds still. */
  readonly closedAt: Date | null;
}

/** An alarm that began or ended, as it was then. */
export interface AlertChange {
  readonly position: FeedPosition;
  /** When it was written down. */
  readonly at: Date;
  readonly alert: Alert;
}

/** Alarms as they begin and end. What has a position is there for good, and nothing is ever committed before it. */
export interface AlertChangeSource {
  /** The place of the last change. */
  latest(): Promise<FeedPosition>;
  /**
   * The changes after a place, in their order.
   *
   * @param searchId left out: of all searches
   * @throws DatabaseUnavailable
   */
  page(after: FeedPosition, limit: number, searchId: string | undefined): Promise<readonly AlertChange[]>;
}

/** Keeps saved searches and their alarms. Throws DatabaseUnavailable. */
export interface SearchRepository {
  add(content: SearchContent): Promise<SavedSearch>;
  all(): Promise<readonly SavedSearch[]>;
  one(id: string): Promise<SavedSearch | undefined>;
  /** Its alarms that hold are over: its rules may be others. */
  change(id: string, content: SearchContent): Promise<SavedSearch | undefined>;
  /** @returns whether there was one */
  remove(id: string): Promise<boolean>;
  /** The newest first, below an id. */
  alerts(limit: number, before: string | undefined, isOpen: boolean | undefined): Promise<readonly Alert[]>;
  /** Opens the alarm of a rule, or lets it stand when it is open; ends it when there is none. */
  setAlarm(search: SavedSearch, rule: number, alarm: string | undefined, now: Date): Promise<void>;
}

/** Tells what was stored of a filter. Throws DatabaseUnavailable and QuestionTooLong. */
export interface StoredCounter {
  stored(filter: SentenceFilter, rule: AlertRule, now: number): Promise<Stored>;
}
