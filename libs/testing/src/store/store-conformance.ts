import { type ArticleOutcome, revisionOf, type SentenceLabelled, sentenceIdOf, spansHashOf } from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import type { StoreDump } from './store-dump.js';
import { InMemoryStore } from './in-memory-store.js';
import {
  bodyOf,
  deliveryOf,
  labelledEvent,
  NOON,
  rejectedEvent,
  retractedEvent,
  splitEvent,
  traceparentOf,
} from './store-events.js';

/** A store, real or in memory. */
export interface StoreUnderTest {
  readonly sentenceRepository: Keeps<SentenceLabelled>;
  readonly outcomeRepository: Keeps<ArticleOutcome>;
  readonly correctionRepository: {
    save(correction: PersonsWord): Promise<'made' | 'no-sentence' | 'no-correction'>;
  };
  readonly modelRepository: { decide(act: ModelDecision): Promise<'made' | 'no-model'> };
  /** Resolves when all labels are settled after the decisions that were made. */
  settle(): Promise<void>;
  dump(): Promise<StoreDump>;
}

/** What a person decides about a model. */
export interface ModelDecision {
  readonly version: string;
  readonly act: 'promote' | 'drop';
  readonly by: string;
  readonly reason: string;
}

type PersonsWord = Omit<StoreDump['corrections'][number], 'number'>;

interface Keeps<Event> {
  save(
    batch: readonly Delivery<Event>[],
  ): Promise<readonly ({ readonly code: string; readonly message: string } | undefined)[]>;
}

/** Two articles, two texts each, three sentences; models that agree or not; deliveries that come twice. */
export const sentenceDeliveries = fc.array(
  fc
    .record({
      article: fc.constantFrom('a', 'b/ä'),
      word: fc.constantFrom('first', 'second'),
      index: fc.nat(2),
      model: fc.constantFrom('model-1', 'model-2'),
      shadow: fc.boolean(),
      time: fc.nat(3),
      offset: fc.nat(5),
      version: fc.constantFrom(undefined, '1.0.0', '1.1.0'),
      trace: fc.nat(2),
      cause: fc.option(fc.nat(3), { nil: undefined }),
    })
    .map(({ article, word, index, model, shadow, time, offset, version, trace, cause }) => ({
      ...deliveryOf(
        labelledEvent(article, word, index, {
          modelVersion: model,
          label: model === 'model-1' ? 'military' : 'diplomatic',
          ...(shadow && { shadow: true }),
        }),
        time,
        trace === 0 ? undefined : traceparentOf(trace),
      ),
      position: { topic: 'labelled', partition: offset % 2, offset },
      madeBy: { source: '/sitrep/classifier', serviceVersion: version },
      cause:
        cause === undefined ? undefined : { topic: 'extracted', partition: 0, offset: cause, timestamp: NOON - cause },
    })),
  { maxLength: 30 },
);

/** Each record of the input has one outcome, which its position decides; a replay may begin another trace. */
const outcomeDeliveries = fc
  .uniqueArray(
    fc.tuple(fc.nat(2), fc.nat(5), fc.nat(1), fc.nat(3), fc.nat(1), fc.uniqueArray(fc.nat(3), { minLength: 1 })),
    {
      maxLength: 12,
      selector: ([partition, offset]) => `${partition}/${offset}`,
    },
  )
  .map((places) =>
    places.flatMap(([partition, offset, at, kind, article, traces]) => {
      const place = { partition, offset, at };
      const id = article === 0 ? 'a' : 'b/ä';
      const traced = (event: ArticleOutcome) =>
        traces.map((trace) => deliveryOf(event, 0, trace === 0 ? undefined : traceparentOf(trace)));
      if (kind === 0) return traced(rejectedEvent(place));
      if (kind === 1) return traced(retractedEvent(id, place));
      const word = kind === 2 ? 'first' : 'second';
      const seen = `Seen at ${partition}/${offset}`;
      const metadata = at === 0 ? {} : { language: 'en', publishedAt: new Date(NOON + offset).toISOString() };
      return traced(splitEvent(id, word, place, { title: seen, source: seen, ...metadata }));
    }),
  );

/** What the repositories of a store promise together; each adapter must pass all of it. */
export function describeStore(name: string, makeEmpty: () => Promise<StoreUnderTest> | StoreUnderTest): void {
  describe(`the promises of a store, kept by ${name}`, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await makeEmpty();
    });
    const save = (...events: readonly SentenceLabelled[]) =>
      store.sentenceRepository.save(events.map((event) => deliveryOf(event)));

    it('keeps a sentence with its label', async () => {
      const event = labelledEvent('a', 'first', 1, { overlong: true, label: 'humanitarian' });
      expect(await save(event)).toEqual([undefined]);
      const { sentences, labels, ledger } = await store.dump();
      const { sentenceId, articleId, revision, index, start, end, text, label, confidence, modelVersion } = event;
      const place = { sentenceId, articleId, revision, index, start, end, text, overlong: true };
      const unknown = { source: null, language: null, publishedAt: null, receivedAt: null, current: false };
      expect(sentences).toEqual([
        { ...place, ...unknown, label, confidence, modelVersion, corrected: false, labelledAt: NOON },
      ]);
      expect(labels).toMatchObject([{ sentenceId, modelVersion, label, evidence: event.evidence, shadow: false }]);
      expect(ledger).toEqual([{ articleId, revision, split: null, stored: 1 }]);
    });

    it('takes the same sentence any number of times, in one batch and in several', async () => {
      const event = labelledEvent('a', 'first', 0);
      await save(event, event, labelledEvent('a', 'first', 1), event);
      const once = await store.dump();
      await save(event, event);
      expect(await store.dump()).toEqual(once);
      expect(once.ledger).toMatchObject([{ stored: 2 }]);
    });

    it.each([
      ['in another record', 2],
      ['when its record is read once more', 1],
    ])('takes a text that is split otherwise %s for another revision: nothing is mixed', async (_, offset) => {
      const text = bodyOf('first', 3);
      const spansHash = spansHashOf([{ start: 0, end: text.length }]);
      const whole = { revision: revisionOf(text, spansHash), text };
      const sentenceId = sentenceIdOf('a', whole.revision, 0);
      const split = splitEvent('a', 'first', { offset: 1 });
      const later = splitEvent('a', 'first', { offset }, { ...whole, spansHash, sentenceCount: 1 });
      const sentence = labelledEvent('a', 'first', 0, { ...whole, sentenceId, count: 1, start: 0, end: text.length });
      await store.outcomeRepository.save([deliveryOf(split)]);
      await save(...[0, 1, 2].map((index) => labelledEvent('a', 'first', index)));
      await store.outcomeRepository.save([deliveryOf(later)]);
      await save(sentence);
      const { sentences, ledger, heads } = await store.dump();
      expect(new Set(ledger)).toEqual(
        new Set([
          { articleId: 'a', revision: split.revision, split: 3, stored: 3 },
          { articleId: 'a', revision: whole.revision, split: 1, stored: 1 },
        ]),
      );
      expect(heads).toMatchObject([{ revision: (offset === 1 ? split : later).revision }]);
      expect(new Set(sentences.filter(({ current }) => current).map((one) => one.revision)).size).toBe(1);
      expect(sentences.every((one) => one.text === text.slice(one.start, one.end))).toBe(true);
    });

    it.each([
      ['the earlier label counts, though it comes later', { 'model-2': 5, 'model-1': 9 }, 'model-2'],
      ['of labels of one moment the first model version counts', { 'model-2': 5, 'model-1': 5 }, 'model-1'],
    ])('%s', async (_, times, expected) => {
      for (const [modelVersion, time] of Object.entries(times).reverse()) {
        const event = labelledEvent('a', 'first', 0, { modelVersion });
        await store.sentenceRepository.save([deliveryOf(event, time)]);
      }
      const { sentences, labels } = await store.dump();
      expect(sentences).toMatchObject([{ modelVersion: expected }]);
      expect(labels).toHaveLength(2);
    });

    it('keeps what a shadow model says, and does not let it count', async () => {
      await save(labelledEvent('a', 'first', 0, { modelVersion: 'shadow', shadow: true }));
      expect(await store.dump()).toMatchObject({
        sentences: [{ label: null }],
        labels: [{ shadow: true }],
        models: [{ version: 'shadow', shadow: true }],
        ledger: [],
      });
      await save(labelledEvent('a', 'first', 0));
      expect(await store.dump()).toMatchObject({ sentences: [{ modelVersion: 'model-1' }], ledger: [{ stored: 1 }] });
    });

    it('lets a label count from the first time it was given, though a shadow gave it', async () => {
      const event = labelledEvent('a', 'first', 0);
      const shadow = { ...event, shadow: true as const };
      for (const delivery of [deliveryOf(shadow, 1), deliveryOf(event, 3), deliveryOf(shadow, 2)]) {
        await store.sentenceRepository.save([delivery]);
      }
      expect((await store.dump()).labels).toMatchObject([{ shadow: false, labelledAt: NOON + 1 }]);
    });

    it('keeps the way of an article: where its events stood, who made them and of what', async () => {
      const made = (index: number, offset: number) => ({
        ...deliveryOf(labelledEvent('a', 'first', index), index, traceparentOf(2)),
        position: { topic: 'labelled', partition: 1, offset },
        madeBy: { source: '/sitrep/classifier', serviceVersion: '1.0.0' },
        cause: { topic: 'extracted', partition: 2, offset: offset - 5, timestamp: NOON - 7 },
      });
      await store.sentenceRepository.save([made(0, 9), made(1, 8)]);
      await store.outcomeRepository.save([deliveryOf<ArticleOutcome>(retractedEvent('a', { offset: 1 }))]);
      const { revision } = labelledEvent('a', 'first', 0);
      expect((await store.dump()).hops).toMatchObject([
        { revision: '', topic: 'test', modelVersion: '', traceparent: null },
        { revision, topic: 'extracted', partition: 2, firstOffset: 3, lastOffset: 4, firstAt: NOON - 7, source: '' },
        {
          ...{ revision, topic: 'labelled', firstOffset: 8, lastOffset: 9, firstAt: NOON, lastAt: NOON + 1 },
          ...{ source: '/sitrep/classifier', serviceVersion: '1.0.0', modelVersion: 'model-1' },
          traceparent: traceparentOf(2),
        },
      ]);
    });

    it.each([
      ['a NUL character', { text: 'Sentence 1 of fir\u0000t.' }],
      ['a lone surrogate', { text: 'Sentence 1 of fir\uD800t.' }],
      ['a NUL character in the evidence', { evidence: [{ text: '\u0000', start: 0, end: 1, weight: 1 }] }],
      ['the id of another sentence', { sentenceId: labelledEvent('a', 'first', 2).sentenceId }],
    ])('refuses a sentence with %s, and keeps its neighbours', async (_, changes) => {
      const bad = labelledEvent('a', 'first', 1, changes);
      const results = await save(labelledEvent('a', 'first', 0), bad, labelledEvent('a', 'first', 2));
      expect(results).toEqual([undefined, { code: 'STORE_REJECTED', message: expect.any(String) }, undefined]);
      const kept = (await store.dump()).sentences.map(({ index }) => index);
      expect(new Set(kept)).toEqual(new Set([0, 2]));
    });

    it('lets the record that came in last decide which text is current, whatever comes first', async () => {
      const events = [
        splitEvent('a', 'second', { offset: 7, at: 20 }),
        splitEvent('a', 'first', { offset: 9, at: 10 }),
        retractedEvent('b', { offset: 3, at: 30 }),
        splitEvent('b', 'first', { offset: 2, at: 30 }),
      ];
      for (const event of events) await store.outcomeRepository.save([deliveryOf<ArticleOutcome>(event)]);
      const { heads, articles, outcomes } = await store.dump();
      expect(heads).toMatchObject([
        { articleId: 'a', revision: events[0]?.outcome === 'split' && events[0].revision, decidedOffset: 7 },
        { articleId: 'b', revision: null, decidedOffset: 3 },
      ]);
      expect(articles).toHaveLength(3);
      expect(outcomes).toHaveLength(4);
    });

    it('gives a text the metadata of the latest submission that had it', async () => {
      const late = splitEvent('a', 'first', { offset: 5, at: 9 }, { title: 'Corrected' });
      await store.outcomeRepository.save(
        [late, splitEvent('a', 'first', { offset: 4, at: 8 })].map((e) => deliveryOf(e)),
      );
      expect((await store.dump()).articles).toMatchObject([{ title: 'Corrected', originOffset: 5 }]);
    });

    it.each(['sentences first', 'manifests first'])('tells each sentence of its article, %s', async (order) => {
      const publishedAt = new Date(NOON - 5).toISOString();
      const manifests = [
        splitEvent('a', 'first', { offset: 1, at: 1 }, { source: 'Times', language: 'en', publishedAt }),
        splitEvent('a', 'second', { offset: 2, at: 2 }, { source: 'Post' }),
        splitEvent('a', 'first', { offset: 0, at: 0 }, { source: 'Mail' }),
      ];
      const saves = [
        () => save(labelledEvent('a', 'first', 0), labelledEvent('a', 'second', 0)),
        () => store.outcomeRepository.save(manifests.map((event) => deliveryOf<ArticleOutcome>(event))),
      ];
      for (const act of order === 'sentences first' ? saves : saves.reverse()) await act();
      const known = async () => Map.groupBy((await store.dump()).sentences, ({ text }) => text);
      const [first, second] = ['Sentence 0 of first.', 'Sentence 0 of second.'];
      expect((await known()).get(first)).toMatchObject([
        { source: 'Times', language: 'en', publishedAt: NOON - 5, receivedAt: NOON + 1, current: false },
      ]);
      expect((await known()).get(second)).toMatchObject([
        { source: 'Post', language: null, publishedAt: null, receivedAt: NOON + 2, current: true },
      ]);

      const again = splitEvent('a', 'first', { offset: 3, at: 3 }, { source: 'Sun' });
      await store.outcomeRepository.save([deliveryOf<ArticleOutcome>(again)]);
      expect((await known()).get(first)).toMatchObject([{ source: 'Sun', language: null, current: true }]);
      expect((await known()).get(second)).toMatchObject([{ source: 'Post', current: false }]);

      await store.outcomeRepository.save([deliveryOf<ArticleOutcome>(retractedEvent('a', { offset: 4, at: 4 }))]);
      expect((await store.dump()).sentences).toMatchObject([{ current: false }, { current: false }]);
    });

    it('refuses a manifest whose revision is not the name of its text', async () => {
      const bad = splitEvent('a', 'first', { offset: 1 }, { text: 'Another text.' });
      const [result] = await store.outcomeRepository.save([deliveryOf<ArticleOutcome>(bad)]);
      expect(result).toMatchObject({ code: 'STORE_REJECTED' });
      expect((await store.dump()).outcomes).toEqual([]);
    });

    it('ends alike whatever the order, the batches and the repetitions of what comes', async () => {
      await fc.assert(
        fc.asyncProperty(
          sentenceDeliveries,
          outcomeDeliveries,
          fc.infiniteStream(fc.nat(1_000)),
          async (s, o, dice) => {
            const [real, expected] = [await makeEmpty(), new InMemoryStore()];
            await expected.sentenceRepository.save(s);
            await expected.outcomeRepository.save(o);
            const roll = (): number => dice.next().value ?? 0;
            // Two of each: what one store writes, another one writes too, at the same time.
            await Promise.all([
              saveInAnyOrder(real.sentenceRepository, s, roll),
              saveInAnyOrder(real.outcomeRepository, o, roll),
              saveInAnyOrder(real.sentenceRepository, s, roll),
              saveInAnyOrder(real.outcomeRepository, o, roll),
            ]);
            expect(await real.dump()).toEqual(await expected.dump());
          },
        ),
        { numRuns: 40 },
      );
    });
  });
}

/** Everything at least once, some of it twice, shuffled and cut into batches of one to five. */
export async function saveInAnyOrder<Event>(
  keeps: Keeps<Event>,
  deliveries: readonly Delivery<Event>[],
  roll: () => number,
): Promise<void> {
  const twice = deliveries.filter(() => roll() % 3 === 0);
  const shuffled = [...deliveries, ...twice]
    .map((delivery) => ({ delivery, place: roll() }))
    .sort((a, b) => a.place - b.place)
    .map(({ delivery }) => delivery);
  while (shuffled.length > 0) await keeps.save(shuffled.splice(0, 1 + (roll() % 5)));
}
