import { Logger } from '@nestjs/common';
import { pause } from '@sitrep/messaging';

import { comparePositions, type FeedPosition } from '../domain/feed-position.js';
import { queryOf, type SentenceFilter } from '../domain/sentence-filter.js';
import { Bell } from './bell.js';
import { type Change, type ChangeSource, PositionGone } from './change-source.js';

/** Tells that there may be something new. It may tell in vain, and it may fail to tell: the hub also asks by itself. */
export interface ChangeSignal {
  /** Resolves at the next sign, when the time is up, or when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** How the hub reads. */
export interface HubOptions {
  /** Longest time between two questions, for when no sign comes. */
  readonly pollMs: number;
  /** Shortest time between two questions, however many signs come. */
  readonly gapMs: number;
}

/** Changes that are kept for those who are a little behind; who is further behind asks the database. */
const KEPT = 2_000;
/** Most changes that are handed over, or asked for, at once. */
const AT_ONCE = 500;

/** What came between two places, all of it. */
interface Batch {
  readonly from: FeedPosition;
  readonly to: FeedPosition;
  readonly changes: readonly Change[];
  /** By filter: what of it is wanted. */
  readonly sifted: Map<string, Promise<readonly Change[]>>;
}

/** What comes after a place. */
interface Part {
  readonly changes: readonly Change[];
  readonly next: FeedPosition;
}

/**
 * Follows the change feed once for everybody in this process: what comes is read by one question, and sifted once for
 * each filter. It reads only while somebody follows.
 */
export class ChangeHub {
  private readonly logger = new Logger(ChangeHub.name);
  private readonly moved = new Bell();
  private readonly ending = new AbortController();
  private batches: Batch[] = [];
  private tail: FeedPosition | undefined;
  private followers = 0;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly source: ChangeSource,
    private readonly sign: ChangeSignal,
    private readonly options: HubOptions = { pollMs: 2_000, gapMs: 100 },
  ) {}

  /** Begins to follow after a place. To be closed when nobody reads it any more. */
  follow(after: FeedPosition, filter: SentenceFilter | undefined): Follower {
    this.followers++;
    this.reading ??= this.read();
    return new Follower(this, after, filter, () => void this.followers--);
  }

  /** Ends the reading. Nobody who follows hears of anything after that. */
  async close(): Promise<void> {
    this.ending.abort();
    await this.reading;
  }

  /**
   * What comes after a place, as far as it is there; undefined when nothing is.
   *
   * @throws PositionGone, DatabaseUnavailable
   */
  async after(place: FeedPosition, filter: SentenceFilter | undefined): Promise<Part | undefined> {
    const begin = this.batches[0]?.from ?? this.tail;
    if (begin === undefined || comparePositions(place, begin) < 0) return this.ask(place, filter);
    const batch = this.batches.find(({ to }) => comparePositions(place, to) < 0);
    if (batch === undefined) return undefined;
    const changes = await this.sift(batch, filter);
    return { changes: changes.filter(({ position }) => comparePositions(place, position) < 0), next: batch.to };
  }

  /** Resolves when something came, or the time is up. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    return this.moved.wait(ms, signal);
  }

  private async ask(after: FeedPosition, filter: SentenceFilter | undefined): Promise<Part | undefined> {
    const { changes, next } = await this.source.page({ after, limit: AT_ONCE, filter });
    return comparePositions(after, next) === 0 ? undefined : { changes, next };
  }

  private sift(batch: Batch, filter: SentenceFilter | undefined): Promise<readonly Change[]> {
    if (filter === undefined) return Promise.resolve(batch.changes);
    const key = queryOf(filter);
    const known = batch.sifted.get(key);
    if (known !== undefined) return known;
    const sifting = this.source.sift(batch.changes, filter);
    batch.sifted.set(key, sifting);
    // What failed is asked again by the next who wants it.
    sifting.catch(() => batch.sifted.delete(key));
    return sifting;
  }

  private async read(): Promise<void> {
    const { signal } = this.ending;
    while (this.followers > 0 && !signal.aborted) {
      const isDone = await this.readSome();
      if (isDone) await this.sign.wait(this.options.pollMs, signal);
      await pause(this.options.gapMs, signal);
    }
    this.forget();
    this.reading = undefined;
  }

  /** @returns whether there is nothing more to read now */
  private async readSome(): Promise<boolean> {
    try {
      const from = (this.tail ??= await this.source.latest());
      const { changes, next, caughtUp } = await this.source.page({ after: from, limit: AT_ONCE });
      if (changes.length === 0) return true;
      this.batches.push({ from, to: next, changes, sifted: new Map() });
      this.tail = next;
      while (this.kept() - (this.batches[0]?.changes.length ?? 0) >= KEPT) this.batches.shift();
      this.moved.ring();
      return caughtUp;
    } catch (error) {
      this.logger.warn(`The change feed cannot be read now, and is tried again. ${String(error)}`);
      if (error instanceof PositionGone) this.forget();
      return true;
    }
  }

  private kept(): number {
    return this.batches.reduce((sum, { changes }) => sum + changes.length, 0);
  }

  private forget(): void {
    this.tail = undefined;
    this.batches = [];
  }
}

/** Somebody who follows the feed from a place on, at his own pace. */
export class Follower {
  constructor(
    private readonly hub: ChangeHub,
    private place: FeedPosition,
    private readonly filter: SentenceFilter | undefined,
    private readonly leave: () => void,
  ) {}

  /** All before it was handed over, or is not wanted. */
  get position(): FeedPosition {
    return this.place;
  }

  /**
   * What comes next; nothing when nothing came in this time.
   *
   * @throws PositionGone, DatabaseUnavailable
   */
  async next(ms: number, signal: AbortSignal): Promise<readonly Change[]> {
    const before = this.place;
    const ready = await this.take();
    if (ready.length > 0 || comparePositions(before, this.place) !== 0 || signal.aborted) return ready;
    await this.hub.wait(ms, signal);
    return signal.aborted ? [] : this.take();
  }

  close(): void {
    this.leave();
  }

  private async take(): Promise<readonly Change[]> {
    const part = await this.hub.after(this.place, this.filter);
    if (part === undefined) return [];
    this.place = part.next;
    return part.changes;
  }
}
