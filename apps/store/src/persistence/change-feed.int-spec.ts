import { randomUUID } from 'node:crypto';

import { deliveryOf, labelledEvent, retractedEvent, splitEvent } from '@sitrep/testing';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import type { Change } from '../changes/change-source.js';
import { comparePositions, FEED_START, type FeedPosition, formatPosition } from '../domain/feed-position.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { BatchWriter } from './batch-writer.js';
import { ChangePruner } from './change-pruner.js';
import { ChangeReader } from './change-reader.js';
import { PostgresCorrectionRepository } from './correction.repository.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { PostgresSentenceRepository } from './sentence.repository.js';

const LABELS = ['military', 'diplomatic', 'humanitarian'] as const;
const WRITERS = 4;
const KNOWN = 6;

/** Makes the moment between the giving of a position and the commit long enough for others to come in between. */
const DAWDLE = `create function dawdle() returns trigger language plpgsql as $$
  begin
    perform pg_sleep(random() * 0.004);
    return null;
  end $$`;
const DAWDLE_AT_COMMIT = `create constraint trigger zz_dawdle after insert on change_batch
  deferrable initially deferred for each row execute function dawdle()`;

describe('the change feed', () => {
  let store: TestStore;
  let changes: ChangeReader;
  let writer: BatchWriter;
  const clients: pg.Client[] = [];

  beforeAll(async () => {
    store = await TestStore.start();
    await store.postgres.query(DAWDLE);
    await store.postgres.query(DAWDLE_AT_COMMIT);
    changes = new ChangeReader(store.reader);
    writer = store.writer;
    for (let nth = 0; nth < WRITERS; nth++) {
      const client = new pg.Client({ connectionString: store.postgres.databaseUrl });
      await client.connect();
      // Whoever stands in a circle is to be told at once.
      await client.query(`set deadlock_timeout = '20ms'`);
      clients.push(client);
    }
  });

  beforeEach(() =>
    store.postgres.query(
      'truncate article, article_head, sentence, label, model, outcome, ledger, correction, change, change_batch',
    ),
  );

  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await store.stop();
  });

  /** Every change after a place, read in small pages. */
  async function readAll(after: FeedPosition, limit = 7, filter?: SentenceFilter): Promise<readonly Change[]> {
    const all: Change[] = [];
    for (let at = after; ;) {
      const page = await changes.page({ after: at, limit, ...(filter && { filter }) });
      all.push(...page.changes);
      at = page.next;
      if (page.caughtUp) return all;
    }
  }

  /** Reads for as long as the work takes, and then what is left. */
  async function follow(work: Promise<unknown>): Promise<readonly Change[]> {
    const state = { isDone: false };
    const done = work.finally(() => (state.isDone = true));
    done.catch(() => undefined);
    const seen: Change[] = [];
    let at = FEED_START;
    while (!state.isDone) {
      const page = await changes.page({ after: at, limit: 5 });
      seen.push(...page.changes);
      at = page.next;
    }
    await done;
    return [...seen, ...(await readAll(at))];
  }

  const positionsOf = (some: readonly Change[]): readonly string[] =>
    some.map(({ position }) => formatPosition(position));

  /** What somebody knows who has nothing but the feed. */
  const replayed = (some: readonly Change[]): ReadonlyMap<string, string> =>
    new Map(some.map(({ sentence, label, current }) => [sentence.sentenceId, `${label} ${current}`]));

  async function expectTableOf(seen: readonly Change[]): Promise<void> {
    expect(seen).toEqual([...seen].sort((one, other) => comparePositions(one.position, other.position)));
    // Nothing was committed behind the reader's back.
    expect(positionsOf(seen)).toEqual(positionsOf(await readAll(FEED_START, 100)));
    const rows = await store.postgres.query<{ sentence_id: string; label: string | null; current: boolean }>(
      'select sentence_id, label, current from sentence',
    );
    expect(replayed(seen)).toEqual(
      new Map(rows.map((row) => [row.sentence_id, `${row.label} ${row.current}`] as const)),
    );
  }

  const insert = (client: pg.Client, sentenceId: string) =>
    client.query(
      `insert into sentence (sentence_id, article_id, revision, sentence_index, start_offset, end_offset, text, label,
         model_version, current)
       values ($1::uuid, $1::uuid::text, 'r', 0, 0, 1, 'x', 'military', 'm', true)`,
      [sentenceId],
    );
  const relabel = (client: pg.Client, ids: readonly string[], label: string) =>
    client.query(
      `update sentence set label = $2, model_version = gen_random_uuid()::text where sentence_id = any($1::uuid[])`,
      [ids, label],
    );

  const withdraw = (client: pg.Client, sentenceId: string) =>
    client.query('update sentence set current = not current where sentence_id = $1', [sentenceId]);

  it('never skips, while transactions overlap, wait for each other, fail and are taken back', async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    for (const id of ids) await insert(clients[0]!, id);
    const work = clients.map(async (client, me) => {
      for (let round = 0; round < 120; round++) {
        try {
          await client.query('begin');
          await insert(client, randomUUID());
          await relabel(client, pick(ids, me * 7 + round), LABELS[(me + round) % 3]!);
          if (round % 3 === 0) await relabel(client, pick(ids, me * 5 + round * 3), LABELS[round % 3]!);
          if (round % 4 === 0) await withdraw(client, ids[(me + round) % ids.length]!);
          await client.query(round % 5 === 4 ? 'rollback' : 'commit');
        } catch {
          await client.query('rollback');
        }
      }
    });
    const seen = await follow(Promise.all(work));
    expect(seen.length).toBeGreaterThan(500);
    await expectTableOf(seen);
  });

  it('never skips, whatever the schedule', async () => {
    const step = fc.record({
      client: fc.nat(WRITERS - 1),
      act: fc.constantFrom('begin', 'insert', 'relabel', 'withdraw', 'savepoint', 'take back', 'commit', 'rollback'),
      sentence: fc.nat(KNOWN - 1),
      label: fc.constantFrom(...LABELS),
    });
    const run = async (steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) => {
      await store.postgres.query('truncate sentence, change, change_batch');
      const ids = Array.from({ length: KNOWN }, () => randomUUID());
      for (const id of ids) await insert(clients[0]!, id);
      const does = {
        begin: 'begin',
        savepoint: 'savepoint s',
        'take back': 'rollback to s',
        commit: 'commit',
        rollback: 'rollback',
      } as const;
      // Each client does its own steps in turn; whoever waits for a lock does not hold up the others.
      const queues = clients.map((client, me) =>
        steps
          .filter((one) => one.client === me)
          .reduce(async (before, { act, sentence, label }) => {
            await before;
            const what =
              act === 'insert'
                ? insert(client, randomUUID())
                : act === 'relabel'
                  ? relabel(client, [ids[sentence]!], label)
                  : act === 'withdraw'
                    ? withdraw(client, ids[sentence]!)
                    : client.query(does[act]);
            await what.catch(() => undefined);
          }, Promise.resolve())
          .then(() => client.query('commit')),
      );
      await expectTableOf(await follow(Promise.all(queues)));
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), run), { numRuns: 40 });
  });

  it('shows nothing of a transaction that stays open, and does not wait for it', async () => {
    const [slow, quick] = clients as [pg.Client, pg.Client];
    await slow.query('begin');
    await insert(slow, randomUUID());
    await insert(quick, randomUUID());
    const first = await readAll(FEED_START);
    expect(first).toHaveLength(1);
    await slow.query('commit');
    expect(await readAll(first[0]!.position)).toHaveLength(1);
  });

  describe('of what the store does', () => {
    const sentences = (...batch: Parameters<typeof labelledEvent>[]) =>
      new PostgresSentenceRepository(writer).save(batch.map((one) => deliveryOf(labelledEvent(...one))));
    const relabelled = (index: number, label: (typeof LABELS)[number], time: number) =>
      new PostgresSentenceRepository(writer).save([
        deliveryOf(labelledEvent('a', 'x', index, { modelVersion: `model-${time}`, label }), time),
      ]);
    const correct = (index: number, label: (typeof LABELS)[number] | null) =>
      new PostgresCorrectionRepository(writer).save({
        ...{ sentenceId: labelledEvent('a', 'x', index).sentenceId, label, by: 'anna', reason: 'so' },
      });
    const told = (some: readonly Change[]) =>
      some.map(({ kind, oldLabel, label, matches, sentence }) => [kind, sentence.index, oldLabel, label, matches]);

    const outcomes = (...batch: Parameters<typeof deliveryOf>[0][]) =>
      new PostgresOutcomeRepository(writer).save(batch.map((one) => deliveryOf(one as never)));

    it('tells what was stored, labelled and corrected, each with the label before', async () => {
      await outcomes(splitEvent('a', 'x', { offset: 1 }));
      await sentences(['a', 'x', 0], ['a', 'x', 1]);
      await relabelled(0, 'diplomatic', -1);
      await correct(1, 'humanitarian');
      await correct(1, null);
      expect(told(await readAll(FEED_START))).toEqual([
        ['stored', 0, null, 'military', true],
        ['stored', 1, null, 'military', true],
        ['labelled', 0, 'military', 'diplomatic', true],
        ['corrected', 1, 'military', 'humanitarian', true],
        ['corrected', 1, 'humanitarian', null, true],
        ['labelled', 1, null, 'military', true],
      ]);
    });

    it('tells when a text becomes the one that counts, and what became of it', async () => {
      await sentences(['a', 'x', 0]);
      await sentences(['a', 'y', 0]);
      await outcomes(splitEvent('a', 'x', { offset: 1 }));
      await outcomes(splitEvent('a', 'x', { offset: 2 }, { source: 'Wire' }));
      await outcomes(splitEvent('a', 'y', { offset: 3 }));
      await outcomes(retractedEvent('a', { offset: 4 }));
      await outcomes(splitEvent('a', 'y', { offset: 5 }));
      const all = await readAll(FEED_START);
      expect(all.map(({ kind, sentence, current }) => [kind, sentence.text, current])).toEqual([
        ['stored', 'Sentence 0 of x.', false],
        ['stored', 'Sentence 0 of y.', false],
        ['current', 'Sentence 0 of x.', true],
        ['described', 'Sentence 0 of x.', true],
        ['superseded', 'Sentence 0 of x.', false],
        ['current', 'Sentence 0 of y.', true],
        ['retracted', 'Sentence 0 of y.', false],
        ['current', 'Sentence 0 of y.', true],
      ]);
      expect(all.map(({ matches }) => matches)).toEqual(all.map(({ sentence }) => sentence.text.endsWith('y.')));
    });

    it('tells nothing of what comes again, and nothing of labels that do not count', async () => {
      for (const _ of 'twice') {
        await sentences(['a', 'x', 0]);
        await outcomes(splitEvent('a', 'x', { offset: 1 }));
      }
      await sentences(['a', 'x', 0, { modelVersion: 'shadow', shadow: true, label: 'diplomatic' }]);
      expect((await readAll(FEED_START)).map(({ kind }) => kind)).toEqual(['stored', 'current']);
    });

    it('tells who filters when a sentence comes to pass and when it does so no longer', async () => {
      await outcomes(splitEvent('a', 'x', { offset: 1 }, { source: 'Wire' }), splitEvent('b', 'x', { offset: 2 }));
      await sentences(['a', 'x', 0], ['a', 'x', 1], ['b', 'x', 0]);
      await relabelled(0, 'diplomatic', -1);
      await relabelled(0, 'humanitarian', -2);
      await correct(1, 'humanitarian');
      await outcomes(splitEvent('a', 'x', { offset: 3 }, { source: 'Other' }));
      const [all, ofLabel, ofSource, ofPersons] = await Promise.all(
        [{}, { label: 'military' }, { source: 'Wire' }, { corrected: true }].map((filter) =>
          readAll(FEED_START, 2, filter as SentenceFilter),
        ),
      );
      expect(all).toHaveLength(8);
      // What passed only for a moment before it was read is not told of; that it passes no longer is.
      expect(told(ofLabel!)).toEqual([
        ['stored', 0, null, 'military', true],
        ['labelled', 0, 'military', 'diplomatic', false],
        ['corrected', 1, 'military', 'humanitarian', false],
      ]);
      expect(told(ofSource!)).toEqual([
        ['described', 0, 'humanitarian', 'humanitarian', false],
        ['described', 1, 'humanitarian', 'humanitarian', false],
      ]);
      expect(told(ofPersons!)).toEqual([
        ['stored', 1, null, 'military', true],
        ['labelled', 0, 'military', 'diplomatic', false],
        ['labelled', 0, 'diplomatic', 'humanitarian', false],
        ['corrected', 1, 'military', 'humanitarian', true],
        ['described', 0, 'humanitarian', 'humanitarian', false],
        ['described', 1, 'humanitarian', 'humanitarian', true],
      ]);
      for (const filter of [{}, { label: 'military' as const }, { source: 'Other', corrected: true }]) {
        expect(told(await changes.sift(await readAll(FEED_START), filter))).toEqual(
          told(await readAll(FEED_START, 3, filter)),
        );
      }
    });

    it('goes on from a page that has nothing of what is wanted', async () => {
      await sentences(['a', 'x', 0]);
      const filter = { article: 'none' };
      const page = await changes.page({ after: FEED_START, limit: 10, filter });
      expect(page).toMatchObject({ changes: [], caughtUp: true });
      expect(await changes.page({ after: page.next, limit: 10 })).toMatchObject({ changes: [], next: page.next });
    });

    it('forgets what is old but for the last, and says so to whoever is behind', async () => {
      await sentences(['a', 'x', 0], ['a', 'x', 1]);
      await sentences(['b', 'x', 0]);
      await sentences(['c', 'x', 0]);
      const all = await readAll(FEED_START);
      while (await new ChangePruner(writer).forgetSome(3_600));
      expect(await readAll(FEED_START)).toHaveLength(4);
      while (await new ChangePruner(writer).forgetSome(0));
      await expect(readAll(FEED_START)).rejects.toThrow('forgotten');
      await expect(readAll(all[1]!.position)).rejects.toThrow('forgotten');
      expect(positionsOf(await readAll(await changes.earliest()))).toEqual(positionsOf(all.slice(3)));
      expect(await readAll(await changes.latest())).toEqual([]);
    });

    it('knows a position that it never gave: the database was put back to an earlier state', async () => {
      await sentences(['a', 'x', 0]);
      const { commit, step } = await changes.latest();
      await expect(readAll({ commit: commit + 1, step })).rejects.toThrow('never-given');
    });
  });
});

/** Some of them, the same each time, in an order that differs. */
const pick = (ids: readonly string[], seed: number): readonly string[] =>
  [seed, seed * 3 + 1, seed * 5 + 2].map((at) => ids[at % ids.length]!);
