import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { InMemoryStore } from './in-memory-store.js';
import { type ModelDecision, saveInAnyOrder, sentenceDeliveries, type StoreUnderTest } from './store-conformance.js';
import { deliveryOf, labelledEvent } from './store-events.js';

const MODELS = ['model-1', 'model-2'] as const;

const decide = (act: ModelDecision['act'], version: string): ModelDecision => ({
  ...{ act, version, by: 'anna', reason: 'compared' },
});

const decisions = fc.array(
  fc.record({ act: fc.constantFrom('promote' as const, 'drop' as const), version: fc.constantFrom(...MODELS) }),
  { maxLength: 6 },
);

const event = labelledEvent('a', 'first', 0);
const others = (changes: object = {}) =>
  labelledEvent('a', 'first', 0, { modelVersion: 'model-2', label: 'diplomatic', ...changes });

/** What a store promises of people's decisions about models; each adapter must pass all of it. */
export function describeModels(name: string, makeEmpty: () => Promise<StoreUnderTest> | StoreUnderTest): void {
  describe(`the promises of a store about models, kept by ${name}`, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await makeEmpty();
    });
    const save = (...events: readonly (typeof event)[]) =>
      store.sentenceRepository.save(events.map((one, nth) => deliveryOf(one, nth)));
    const make = async (act: ModelDecision['act'], version: string) => {
      const result = await store.modelRepository.decide(decide(act, version));
      await store.settle();
      return result;
    };
    const sentence = async () => (await store.dump()).sentences.find(({ articleId }) => articleId === 'a');

    it('lets the labels of the promoted model count, of what is stored and of what comes later', async () => {
      await save(event, others(), labelledEvent('a', 'first', 1));
      expect(await make('promote', 'model-2')).toBe('made');
      expect(await sentence()).toMatchObject({ label: 'diplomatic', modelVersion: 'model-2' });
      await save(labelledEvent('a', 'first', 2), {
        ...others(),
        ...labelledEvent('a', 'first', 2, { modelVersion: 'model-2' }),
      });
      const { sentences, models } = await store.dump();
      expect(new Map(sentences.map(({ index, modelVersion }) => [index, modelVersion]))).toEqual(
        new Map([
          [0, 'model-2'],
          [1, 'model-1'],
          [2, 'model-2'],
        ]),
      );
      expect(models).toMatchObject([{ promoted: false }, { version: 'model-2', promoted: true, dropped: false }]);
    });

    it('counts a sentence that only a promoted shadow has labelled, as long as it is promoted', async () => {
      await save(others({ shadow: true }), labelledEvent('b', 'second', 0));
      expect((await store.dump()).ledger).toMatchObject([{ articleId: 'b' }]);
      await make('promote', 'model-2');
      expect((await store.dump()).ledger).toMatchObject([{ articleId: 'a', stored: 1 }, { articleId: 'b' }]);
      await make('promote', 'model-1');
      expect((await store.dump()).ledger).toMatchObject([{ articleId: 'b', stored: 1 }]);
      expect(await sentence()).toMatchObject({ label: null, modelVersion: null });
    });

    it('lets the labels of a dropped model count only where nothing else was said', async () => {
      await save(event, others(), labelledEvent('a', 'first', 1));
      await make('drop', 'model-1');
      const { sentences, ledger, models } = await store.dump();
      expect(sentences).toMatchObject([{ modelVersion: 'model-2' }, { modelVersion: 'model-1' }]);
      expect(ledger).toMatchObject([{ stored: 2 }]);
      expect(models).toMatchObject([{ dropped: true }, { dropped: false }]);
    });

    it('takes a promotion back by a drop, and a drop by a promotion', async () => {
      await save(event, others());
      await make('promote', 'model-2');
      await make('drop', 'model-2');
      expect(await sentence()).toMatchObject({ modelVersion: 'model-1' });
      await make('promote', 'model-2');
      expect(await sentence()).toMatchObject({ modelVersion: 'model-2' });
    });

    it('never lets a model count before a person', async () => {
      await save(event, others());
      const { sentenceId } = event;
      await store.correctionRepository.save({ sentenceId, label: 'humanitarian', by: 'ben', reason: 'read it' });
      await make('promote', 'model-2');
      expect(await sentence()).toMatchObject({ label: 'humanitarian', corrected: true });
      await store.correctionRepository.save({ sentenceId, label: null, by: 'ben', reason: 'read it again' });
      expect(await sentence()).toMatchObject({ label: 'diplomatic', modelVersion: 'model-2' });
    });

    it('knows no model whose labels it has not seen', async () => {
      expect(await make('promote', 'model-9')).toBe('no-model');
    });

    it('ends alike whatever comes before, between and beside the decisions', async () => {
      await fc.assert(
        fc.asyncProperty(sentenceDeliveries, decisions, fc.infiniteStream(fc.nat(1_000)), async (all, acts, dice) => {
          const [real, expected] = [await makeEmpty(), new InMemoryStore()];
          const known = MODELS.map((modelVersion) => deliveryOf(labelledEvent('c', 'first', 0, { modelVersion })));
          for (const one of [real, expected]) await one.sentenceRepository.save(known);
          const decideAll = async (one: StoreUnderTest) => {
            for (const { act, version } of acts) {
              await one.modelRepository.decide(decide(act, version));
              if ((dice.next().value ?? 0) % 2 === 0) await one.settle();
            }
          };
          const roll = (): number => dice.next().value ?? 0;
          await Promise.all([decideAll(real), saveInAnyOrder(real.sentenceRepository, all, roll)]);
          await real.settle();
          await decideAll(expected);
          await expected.sentenceRepository.save(all);
          expect(await real.dump()).toEqual(await expected.dump());
        }),
        { numRuns: 40 },
      );
    });
  });
}
