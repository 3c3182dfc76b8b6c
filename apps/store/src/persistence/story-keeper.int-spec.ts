import { type ArticleOutcome, revisionOf, type SentenceLabelled, sentenceIdOf } from '@sitrep/contracts';
import { deliveryOf, eventually, labelledEvent, retractedEvent, splitEvent } from '@sitrep/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import { resemblance, SAME_STORY_RESEMBLANCE, signatureOf } from '../domain/near-duplicates.js';
import { lockToWriteArticles } from './article-locks.js';
import type { Query } from './batch-writer.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { PostgresSentenceRepository } from './sentence.repository.js';
import { StoryKeeper } from './story-keeper.js';
import { StoryReader } from './story-reader.js';

const wire = (place: string): string =>
  `Shells fell on the harbour of ${place} before dawn, and the clinic near the fish market took in eleven people. ` +
  'The governor said that the road to the north was open again, but drivers who came from there spoke of mines. ' +
  'Talks between the two delegations are to go on at the lake on Tuesday, with a envoy of the union in the room.';

/** An article of made-up sentences, one for each line given. */
function article(
  id: string,
  lines: readonly string[],
  changes: { offset: number; publishedAt?: string; source?: string },
) {
  const { offset, publishedAt = `2026-01-01T${String(10 + (offset % 10))}:00:00Z`, source = 'Wire' } = changes;
  const text = lines.join('\n\n');
  const revision = revisionOf(text);
  const split = splitEvent(id, 'x', { offset }, { text, revision, sentenceCount: lines.length, publishedAt, source });
  const sentences = lines.map((line, index): SentenceLabelled => {
    const start = lines.slice(0, index).join('\n\n').length + (index === 0 ? 0 : 2);
    const place = { sentenceId: sentenceIdOf(id, revision, index), revision, start, end: start + line.length };
    return labelledEvent(id, 'x', index, { ...place, count: lines.length, text: line });
  });
  return { split, sentences };
}

describe('StoryKeeper', () => {
  let store: TestStore;
  let outcomes: PostgresOutcomeRepository;
  let sentences: PostgresSentenceRepository;
  let keeper: StoryKeeper;

  beforeAll(async () => {
    store = await TestStore.start();
    outcomes = new PostgresOutcomeRepository(store.writer);
    sentences = new PostgresSentenceRepository(store.writer);
    keeper = new StoryKeeper(store.database.background);
  });
  afterAll(() => store.stop());
  const clear = () =>
    store.postgres.query('truncate article, article_head, article_signature, sentence, label, model, outcome, ledger');
  beforeEach(clear);

  const save = async (event: ArticleOutcome | SentenceLabelled): Promise<void> => {
    const results =
      'outcome' in event ? await outcomes.save([deliveryOf(event)]) : await sentences.save([deliveryOf(event)]);
    expect(results).toEqual([undefined]);
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; (await keeper.settleSome(2)) > 0; turn++) expect(turn).toBeLessThan(50);
  };
  const stories = () =>
    store.postgres.query<{ id: string; story: string; syndicated: boolean; sentences: boolean[] }>(`
      select h.article_id as id, h.story_id as story, h.syndicated,
        array(select s.syndicated from sentence s where s.article_id = h.article_id and s.current) as sentences
      from article_head h order by h.article_id`);
  const somebodyWaits = () =>
    eventually(
      () =>
        store.postgres.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        ),
      (waiting) => waiting.length > 0,
    );
  const boilerplate = async () =>
    (await store.postgres.query<{ text: string }>('select text from sentence where current and boilerplate')).map(
      ({ text }) => text,
    );

  const first = article('m', [wire('Tavask')], { offset: 3, publishedAt: '2026-01-01T08:00:00Z' });
  const copy = article('b', [wire('Tavask'), 'Additional reporting by our staff.'], { offset: 1 });
  const copies = [first, copy, article('z', [wire('Orlik')], { offset: 2 })];
  const other = article(
    'a',
    ['The vote is over.', 'Nothing of the kind was said in the house that day. '.repeat(8).trim()],
    {
      offset: 4,
    },
  );

  it('gives articles with nearly the same text one story, whose first is the one published first', async () => {
    for (const { split, sentences: own } of [...copies, other]) for (const event of [split, ...own]) await save(event);
    await settle();
    expect(await stories()).toEqual([
      { id: 'a', story: 'a', syndicated: false, sentences: [false, false] },
      { id: 'b', story: 'b', syndicated: true, sentences: [true, true] },
      { id: 'm', story: 'b', syndicated: false, sentences: [false] },
      { id: 'z', story: 'b', syndicated: true, sentences: [true] },
    ]);
  });

  it('finds the story of an article that resembles one of its articles, but not the one it looks at first', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, n) => `Convoy ${n} left the depot at Tavask with ${n * 7} sacks of flour.`,
    );
    const parts = [lines.slice(0, 32), lines.slice(4, 36), lines.slice(8, 40)];
    const chain = parts.map((part, at) => article('abc'.charAt(at), part, { offset: at }));
    const [oldest, , newest] = parts.map((part) => signatureOf(part.join('\n\n'))!);
    expect(resemblance(oldest!, newest!)).toBeLessThan(SAME_STORY_RESEMBLANCE);
    for (const { split } of chain) {
      await save(split);
      await settle();
    }
    expect(await stories()).toMatchObject(['a', 'b', 'c'].map((id) => ({ id, story: 'a' })));
  });

  it('leaves an article waiting whose story changed before it was locked', async () => {
    for (const { split } of copies) await save(split);
    await settle();
    for (const event of first.sentences) await save(event);
    let settling: Promise<number> | undefined;
    await store.database.writer.transaction(async (manager) => {
      const query: Query = (sql, parameters) => manager.query(sql, [...parameters]);
      await lockToWriteArticles(query, ['m']);
      settling = keeper.settleSome(1);
      await somebodyWaits();
      await query(`update article_head set revision = null, story_pending = true where article_id = 'm'`, []);
    });
    await settling;
    expect(await store.postgres.query('select article_id from article_head where story_pending')).toEqual([
      { article_id: 'm' },
    ]);
    await settle();
    expect((await stories()).map(({ id, syndicated }) => [id, syndicated])).toEqual([
      ['b', false],
      ['m', false],
      ['z', true],
    ]);
  });

  it('says which articles tell the same, those that are current', async () => {
    const reader = new StoryReader(store.reader);
    for (const { split } of copies) await save(split);
    expect(await reader.ofArticle('z')).toEqual({ storyId: null, pending: true, count: 0, items: [] });
    await settle();
    await save(retractedEvent('b', { offset: 9, at: 1_000 }));
    await settle();
    const story = await reader.ofArticle('z');
    expect(story).toMatchObject({ storyId: 'b', pending: false, count: 2 });
    expect(story?.items.map(({ articleId, first: isFirst }) => [articleId, isFirst])).toEqual([
      ['m', true],
      ['z', false],
    ]);
    expect(await reader.ofArticle('nothing')).toBeUndefined();
  });

  it('ends in the same whatever comes first, and however often it looks in between', async () => {
    const events = [...copies, other].flatMap(({ split, sentences: own }) => [split, ...own]);
    const steps = fc.shuffledSubarray([...events.keys()], { minLength: events.length });
    const looks = fc.array(fc.boolean(), { minLength: events.length, maxLength: events.length });
    let expected: unknown;
    await fc.assert(
      fc.asyncProperty(steps, looks, async (order, lookAfter) => {
        await clear();
        for (const [turn, at] of order.entries()) {
          await save(events[at]!);
          if (lookAfter[turn] === true) await keeper.settleSome(1);
        }
        await settle();
        const found = await stories();
        expect(found).toEqual((expected ??= found));
      }),
      { numRuns: 12 },
    );
  });

  it('takes the next article for the first when the first is withdrawn', async () => {
    for (const { split, sentences: own } of copies) for (const event of [split, ...own]) await save(event);
    await settle();
    await save(retractedEvent('m', { offset: 9, at: 1_000 }));
    await settle();
    expect(await stories()).toMatchObject([
      { id: 'b', syndicated: false, sentences: [false, false] },
      { id: 'm', story: 'b', syndicated: false, sentences: [] },
      { id: 'z', syndicated: true, sentences: [true] },
    ]);
  });

  it('flags a phrase that stands in five articles of its source, and unflags it when one is gone', async () => {
    const line = 'Sign up for our newsletter.';
    const all = [0, 1, 2, 3, 4].map((at) => article(`p${at}`, [`News number ${at}.`, line], { offset: at }));
    const elsewhere = article('q', [line], { offset: 7, source: 'Another' });
    for (const { split, sentences: own } of [...all.slice(1), elsewhere])
      for (const one of [split, ...own]) await save(one);
    await settle();
    expect(await boilerplate()).toEqual([]);
    // The sentences of the fifth come before its manifest, and so before anybody knows its source.
    for (const event of [...all[0]!.sentences, all[0]!.split]) await save(event);
    await settle();
    expect(await boilerplate()).toEqual([line, line, line, line, line]);
    await save(retractedEvent('p3', { offset: 9, at: 1_000 }));
    await settle();
    expect(await boilerplate()).toEqual([]);
  });

  it('holds up nobody who stores sentences while it flags phrases', async () => {
    const line = 'Sign up for our newsletter.';
    const all = [0, 1, 2, 3, 4].map((at) => article(`p${at}`, [`News number ${at}.`, line], { offset: at }));
    for (const { split, sentences: own } of all) for (const one of [split, ...own]) await save(one);
    let settling: Promise<void> | undefined;
    await store.database.writer.transaction(async (manager) => {
      await manager.query('select from sentence where text = $1 for update', [line]);
      settling = settle();
      await somebodyWaits();
      await save(all[0]!.sentences[0]!);
    });
    await settling;
    expect(await boilerplate()).toHaveLength(5);
  });
});
