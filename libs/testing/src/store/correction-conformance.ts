import { LABELS } from '@sitrep/contracts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { InMemoryStore } from './in-memory-store.js';
import { saveInAnyOrder, sentenceDeliveries, type StoreUnderTest } from './store-conformance.js';
import { deliveryOf, labelledEvent, NOON } from './store-events.js';

const event = labelledEvent('a', 'first', 0);
const { sentenceId } = event;
const wordOf = (label: (typeof LABELS)[number] | null, by = 'anna', reason = 'read it again') => ({
  sentenceId,
  label,
  by,
  reason,
});

const words = fc.array(
  fc.record({
    pick: fc.nat(20),
    label: fc.constantFrom(...LABELS, null),
    by: fc.constantFrom('anna', 'ben'),
    reason: fc.constantFrom('one', 'two'),
  }),
  { maxLength: 12 },
);

/** What a store promises of persons' words; each adapter must pass all of it. */
export function describeCorrections(name: string, makeEmpty: () => Promise<StoreUnderTest> | StoreUnderTest): void {
  describe(`the promises of a store about corrections, kept by ${name}`, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await makeEmpty();
      await store.sentenceRepository.save([deliveryOf(event)]);
    });
    const correct = (word: ReturnType<typeof wordOf>) => store.correctionRepository.save(word);

    it('lets a person’s word count instead of every model’s, and keeps what the models say', async () => {
      expect(await correct(wordOf('humanitarian'))).toBe('made');
      expect(await store.dump()).toMatchObject({
        sentences: [
          {
            label: 'humanitarian',
            corrected: true,
            confidence: null,
            modelVersion: null,
            labelledAt: 'when corrected',
          },
        ],
        labels: [{ label: 'military' }],
        corrections: [{ number: 1, label: 'humanitarian', by: 'anna', reason: 'read it again' }],
        ledger: [{ stored: 1 }],
      });
    });

    it('keeps the word whatever comes after it: the same again, an earlier label, another model', async () => {
      await correct(wordOf('humanitarian'));
      const other = labelledEvent('a', 'first', 0, { modelVersion: 'model-0', label: 'diplomatic' });
      for (const delivery of [deliveryOf(event), deliveryOf(event, -5), deliveryOf(other, -9)]) {
        await store.sentenceRepository.save([delivery]);
      }
      expect(await store.dump()).toMatchObject({
        sentences: [{ label: 'humanitarian', corrected: true }],
        ledger: [{ stored: 1 }],
      });
    });

    it('lets the label count again that would have counted, when the word is taken back', async () => {
      await correct(wordOf('humanitarian'));
      const earlier = labelledEvent('a', 'first', 0, { modelVersion: 'model-0', label: 'diplomatic' });
      await store.sentenceRepository.save([deliveryOf(earlier, -9)]);
      expect(await correct(wordOf(null, 'ben', 'was right'))).toBe('made');
      expect(await store.dump()).toMatchObject({
        sentences: [{ label: 'diplomatic', modelVersion: 'model-0', corrected: false, labelledAt: NOON - 9 }],
        corrections: [{ number: 1 }, { number: 2, label: null, by: 'ben' }],
      });
    });

    it('keeps every word of several, and the last of them counts', async () => {
      const said = LABELS.map((label) => wordOf(label, label));
      expect(await Promise.all(said.map(correct))).toEqual(['made', 'made', 'made']);
      const { sentences, corrections } = await store.dump();
      expect(corrections.map(({ number }) => number)).toEqual([1, 2, 3]);
      expect(new Set(corrections.map(({ by }) => by))).toEqual(new Set(LABELS));
      expect(sentences).toMatchObject([{ label: corrections[2]?.label }]);
    });

    it('takes the same word that is sent twice as one', async () => {
      for (const word of [wordOf('military'), wordOf(null)]) {
        expect([await correct(word), await correct(word)]).toEqual(['made', 'made']);
      }
      expect((await store.dump()).corrections).toHaveLength(2);
    });

    it('has nothing to say of a sentence that it does not know, and nothing to take back where nobody spoke', async () => {
      const unknown = { ...wordOf('military'), sentenceId: labelledEvent('z', 'first', 0).sentenceId };
      expect([await correct(unknown), await correct(wordOf(null))]).toEqual(['no-sentence', 'no-correction']);
      expect((await store.dump()).corrections).toEqual([]);
    });

    it('counts a sentence that only a person has labelled as stored, as long as the word counts', async () => {
      const shadow = labelledEvent('b', 'second', 1, { shadow: true });
      await store.sentenceRepository.save([deliveryOf(shadow)]);
      const word = { ...wordOf('military'), sentenceId: shadow.sentenceId };
      await correct(word);
      expect((await store.dump()).ledger).toMatchObject([
        { articleId: 'a' },
        { articleId: 'b', split: null, stored: 1 },
      ]);
      await correct({ ...word, label: null });
      expect((await store.dump()).ledger).toMatchObject([{ articleId: 'a', stored: 1 }]);
      expect((await store.dump()).sentences[1]).toMatchObject({ label: null, corrected: false });
    });

    it('ends alike whatever the order of what comes before, beside and after the words', async () => {
      await fc.assert(
        fc.asyncProperty(sentenceDeliveries, words, fc.infiniteStream(fc.nat(1_000)), async (all, said, dice) => {
          const [real, expected] = [await makeEmpty(), new InMemoryStore()];
          const roll = (): number => dice.next().value ?? 0;
          const before = all.slice(0, roll() % (all.length + 1));
          for (const one of [real, expected]) await one.sentenceRepository.save(before);
          const corrections =
            before.length === 0
              ? []
              : said.map(({ pick, ...word }) => ({
                  ...word,
                  sentenceId: before[pick % before.length]!.event.sentenceId,
                }));
          const speak = async (one: StoreUnderTest) => {
            for (const correction of corrections) await one.correctionRepository.save(correction);
          };
          await Promise.all([speak(real), saveInAnyOrder(real.sentenceRepository, all, roll)]);
          await speak(expected);
          await expected.sentenceRepository.save(all);
          expect(await real.dump()).toEqual(await expected.dump());
        }),
        { numRuns: 40 },
      );
    });
  });
}
