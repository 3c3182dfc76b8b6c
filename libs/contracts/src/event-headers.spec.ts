import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { causeOf, causeText, makerOf } from './event-headers.js';

const recordWith = (headers: Readonly<Record<string, string>>) => ({
  headers: new Map(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
});

describe('what the headers of an event say of its making', () => {
  it('names the record that it was made from, and reads it back', () => {
    const causes = fc.record({
      topic: fc.constantFrom('news.sentence.extracted.v1', 'a-b_c'),
      partition: fc.nat(999),
      offset: fc.nat(),
      timestamp: fc.nat(4e12),
    });
    fc.assert(
      fc.property(causes, (cause) => {
        expect(causeOf(recordWith({ ce_cause: causeText(cause) }))).toEqual(cause);
      }),
    );
  });

  it.each(['', 'topic', 'topic/1/2', 'topic/1/2/3/4', 'a b/1/2/3', 'topic/-1/2/3', `topic/1/${'9'.repeat(16)}/3`])(
    'does not believe %j to be the place of a record',
    (text) => {
      expect(causeOf(recordWith({ ce_cause: text }))).toBeUndefined();
    },
  );

  it('names the service and its version, where it says so', () => {
    expect(makerOf(recordWith({ ce_source: '/sitrep/cli', ce_serviceversion: '1.2.3' }))).toEqual({
      source: '/sitrep/cli',
      serviceVersion: '1.2.3',
    });
    expect(makerOf(recordWith({}))).toEqual({ source: undefined, serviceVersion: undefined });
  });
});
