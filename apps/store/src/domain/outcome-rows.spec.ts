import { deliveryOf, retractedEvent, rejectedEvent, splitEvent, traceparentOf } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import { foldOutcomes, isLater } from './outcome-rows.js';

describe('folding outcomes', () => {
  it.each([
    ['a later time', { at: 2, offset: 1, partition: 0 }, { at: 1, offset: 9, partition: 9 }],
    ['of one time a greater offset', { at: 1, offset: 2, partition: 0 }, { at: 1, offset: 1, partition: 9 }],
    ['of one offset a greater partition', { at: 1, offset: 1, partition: 1 }, { at: 1, offset: 1, partition: 0 }],
  ])('takes %s as later', (_, late, early) => {
    const [a, b] = [retractedEvent('a', late).origin, retractedEvent('a', early).origin];
    expect([isLater(a, b), isLater(b, a), isLater(a, a)]).toEqual([true, false, false]);
  });

  it('keeps every outcome once, the latest manifest of each text, and what decides about each article', () => {
    const first = splitEvent('a', 'first', { offset: 1, at: 1 });
    const again = splitEvent('a', 'first', { offset: 4, at: 4 }, { title: 'Again' });
    const second = splitEvent('a', 'second', { offset: 2, at: 2 });
    const rows = foldOutcomes(
      [again, first, second, first, rejectedEvent({ offset: 3 })].map((event) => deliveryOf(event)),
    );
    expect(rows.outcomes.map(({ event }) => event.origin.offset)).toEqual([1, 2, 3, 4]);
    expect(new Set(rows.articles)).toEqual(new Set([again, second]));
    expect(rows.heads).toEqual([again]);
  });

  it('keeps of one record what was said first, as if the two had come one by one', () => {
    const [first, second] = [splitEvent('a', 'first', { offset: 1 }), splitEvent('a', 'second', { offset: 1 })];
    const { outcomes, heads } = foldOutcomes([first, second].map((event) => deliveryOf(event)));
    expect([outcomes, heads]).toEqual([[{ event: first, traceparent: undefined }], [first]]);
  });

  it('keeps the least trace of a record, whichever comes first', () => {
    const event = rejectedEvent({ offset: 3 });
    const traces = [undefined, traceparentOf(2), traceparentOf(1), undefined, traceparentOf(3)];
    const { outcomes } = foldOutcomes(traces.map((trace) => deliveryOf(event, 0, trace)));
    expect(outcomes).toEqual([{ event, traceparent: traceparentOf(1) }]);
  });
});
