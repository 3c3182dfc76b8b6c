import { noteContract } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import { decodeBatch } from './decode-batch.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('decoding a batch', () => {
  it.each([
    ['a trace', `00-${TRACE}`, `00-${TRACE}`],
    ['what is known of a later version of a trace', `01-${TRACE}-\u0000`, `01-${TRACE}`],
    ['no trace where the header is nonsense', 'nonsense', undefined],
    ['no trace where there is no header', undefined, undefined],
  ])('hands the stage %s', (_, header, expected) => {
    const record = {
      key: null,
      value: Buffer.from('{"author":"anna","text":"hello"}'),
      headers: new Map(header === undefined ? [] : [['traceparent', Buffer.from(header)]]),
      headerCount: 1,
      repeatedHeaders: undefined,
      offset: 7,
      timestamp: 5,
    };
    const { signal } = new AbortController();
    const { deliveries } = decodeBatch(noteContract('notes'), {
      topic: 'notes',
      partition: 0,
      records: [record],
      signal,
    });
    expect(deliveries).toMatchObject([{ position: { offset: 7 }, timestamp: 5, traceparent: expected }]);
  });
});
