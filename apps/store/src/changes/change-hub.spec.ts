import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { comparePositions, FEED_START, type FeedPosition } from '../domain/feed-position.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { Bell } from './bell.js';
import { ChangeHub, type Follower } from './change-hub.js';
import type { Change, ChangePageRequest, ChangeSource } from './change-source.js';

const never = new AbortController().signal;

/** A feed in memory. Of what is filtered only changes with this label come. */
class MemoryFeed implements ChangeSource {
  readonly changes: Change[] = [];
  readonly bell = new Bell();
  questions = 0;
  sifted = 0;
  failures = 0;

  add(label: string): void {
    const position = { commit: this.changes.length + 1, step: 1 };
    this.changes.push({ position, label, oldLabel: null, matches: true } as unknown as Change);
    this.bell.ring();
  }

  latest = async (): Promise<FeedPosition> => this.changes.at(-1)?.position ?? FEED_START;
  earliest = async (): Promise<FeedPosition> => FEED_START;

  async page({ after, limit, filter }: ChangePageRequest) {
    if (this.failures > 0) {
      this.failures--;
      throw new Error('away');
    }
    this.questions++;
    const rest = this.changes.filter(({ position }) => comparePositions(after, position) < 0).slice(0, limit);
    const next = rest.at(-1)?.position ?? after;
    return { changes: passing(rest, filter), next, caughtUp: rest.length < limit };
  }

  async sift(changes: readonly Change[], filter: SentenceFilter) {
    this.sifted++;
    return passing(changes, filter);
  }
}

const passing = (changes: readonly Change[], filter: SentenceFilter | undefined): readonly Change[] =>
  changes.filter(({ label }) => filter?.label === undefined || label === filter.label);

const commits = (changes: readonly Change[]): readonly number[] => changes.map(({ position }) => position.commit);

/** Reads until as many have come. */
async function read(follower: Follower, count: number): Promise<readonly Change[]> {
  const seen: Change[] = [];
  while (seen.length < count) seen.push(...(await follower.next(50, never)));
  return seen;
}

describe('ChangeHub', () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['warn', 'error', 'fatal']));

  const make = (feed = new MemoryFeed(), pollMs = 20) => ({
    feed,
    hub: new ChangeHub(feed, feed.bell, { pollMs, gapMs: 0 }),
  });

  it('gives everybody all that comes after his place, wherever that is, once and in order', async () => {
    const labels = fc.constantFrom('military', 'diplomatic');
    await fc.assert(
      fc.asyncProperty(
        fc.array(labels, { maxLength: 20 }),
        fc.array(fc.array(labels, { maxLength: 5 }), { maxLength: 8 }),
        fc.array(fc.record({ from: fc.nat(20), label: fc.option(labels, { nil: undefined }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (before, bursts, followers) => {
          const { feed, hub } = make();
          for (const label of before) feed.add(label);
          const all = followers.map(({ from, label }) => {
            const after = { commit: Math.min(from, before.length), step: 1 };
            return { after, label, follower: hub.follow(after, label === undefined ? undefined : { label }) };
          });
          const expected = (after: FeedPosition, label: 'military' | 'diplomatic' | undefined) =>
            commits(passing(feed.changes, { label }).filter(({ position }) => position.commit > after.commit));
          const total = [...before, ...bursts.flat()];
          const reading = all.map(({ after, label, follower }) =>
            read(follower, total.slice(after.commit).filter((one) => label === undefined || one === label).length),
          );
          for (const burst of bursts) {
            for (const label of burst) feed.add(label);
            await new Promise((resolve) => setImmediate(resolve));
          }
          const seen = await Promise.all(reading);
          expect(seen.map(commits)).toEqual(all.map(({ after, label }) => expected(after, label)));
          await hub.close();
        },
      ),
      { numRuns: 50 },
    );
  });

  it('asks once for all, and sifts once for each filter', async () => {
    const { feed, hub } = make(new MemoryFeed(), 60_000);
    const latest = await feed.latest();
    const followers = Array.from({ length: 30 }, (_, nth) =>
      hub.follow(latest, nth % 3 === 0 ? undefined : { label: nth % 3 === 1 ? 'military' : 'diplomatic' }),
    );
    // Everybody is at the end, and the hub too.
    await Promise.all(followers.map((follower) => follower.next(30, never)));
    const [questions, sifted] = [feed.questions, feed.sifted];
    feed.add('military');
    feed.add('diplomatic');
    await Promise.all(followers.map((follower) => read(follower, 1)));
    expect(feed.sifted - sifted).toBeLessThanOrEqual(2 * 2);
    expect(feed.questions - questions).toBeLessThan(10);
    await hub.close();
  });

  it('asks nothing when nobody follows', async () => {
    const { feed, hub } = make();
    const follower = hub.follow(FEED_START, undefined);
    feed.add('military');
    await read(follower, 1);
    follower.close();
    await hub.close();
    const { questions } = feed;
    feed.add('military');
    await new Promise((resolve) => setImmediate(resolve));
    expect(feed.questions).toBe(questions);
  });

  it('goes on after an outage, and loses nothing of what came meanwhile', async () => {
    const { feed, hub } = make();
    const follower = hub.follow(FEED_START, undefined);
    await follower.next(30, never);
    feed.failures = 3;
    for (let nth = 0; nth < 5; nth++) feed.add('military');
    expect(commits(await read(follower, 5))).toEqual([1, 2, 3, 4, 5]);
    await hub.close();
  });
});
