import { TransientFailure } from '@sitrep/pipeline';
import { deliveryOf, InMemoryStore, labelledEvent, splitEvent } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import { SaveOutcomesStage } from './save-outcomes.stage.js';
import { SaveSentencesStage } from './save-sentences.stage.js';

describe('the stages of the store', () => {
  it('are done with what is kept, and reject what cannot be', async () => {
    const store = new InMemoryStore();
    const bad = labelledEvent('a', 'first', 1, { text: 'Sentence 1 of fir\u0000t.' });
    const outcomes = await new SaveSentencesStage(store.sentenceRepository).handle(
      [labelledEvent('a', 'first', 0), bad, labelledEvent('a', 'first', 2)].map((event) => deliveryOf(event)),
    );
    expect(outcomes).toMatchObject([{ kind: 'emit' }, { kind: 'reject', code: 'STORE_REJECTED' }, { kind: 'emit' }]);
    expect((await store.dump()).sentences).toHaveLength(2);
  });

  it('do so for outcomes too', async () => {
    const store = new InMemoryStore();
    const bad = splitEvent('a', 'first', { offset: 2 }, { text: 'Another text.' });
    const outcomes = await new SaveOutcomesStage(store.outcomeRepository).handle(
      [splitEvent('a', 'first', { offset: 1 }), bad].map((event) => deliveryOf(event)),
    );
    expect(outcomes).toMatchObject([{ kind: 'emit' }, { kind: 'reject', code: 'STORE_REJECTED' }]);
  });

  it('let an outage through: it is no fault of the events', async () => {
    const away = { save: () => Promise.reject(new TransientFailure('away')) };
    await expect(new SaveSentencesStage(away).handle([])).rejects.toThrow(TransientFailure);
    await expect(new SaveOutcomesStage(away).handle([])).rejects.toThrow(TransientFailure);
  });
});
