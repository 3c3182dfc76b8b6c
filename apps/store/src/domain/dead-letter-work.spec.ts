import { HEADERS_MAX_BYTES, HEADERS_MAX_COUNT } from '@sitrep/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type PendingReplay, replayHeaders } from './dead-letter-work.js';

const pending = (headers: PendingReplay['headers']): PendingReplay => ({
  ...{ id: '00000000-0000-4000-8000-000000000000', attempt: 2, topic: 't', key: null, value: null },
  headers,
});
const header = (name: string, text = ''): PendingReplay['headers'][number] => ({
  name,
  base64: Buffer.from(text).toString('base64'),
});

describe('a record that is sent again', () => {
  it('has its own headers, repeated ones too, and says which sending it is', () => {
    const headers = replayHeaders(pending([header('via', 'a'), header('__proto__', 'b'), header('via', 'c')]));
    expect(Object.entries(headers).map(([name, values]) => [name, values.map(String)])).toEqual([
      ['dlq_replay', ['00000000-0000-4000-8000-000000000000']],
      ['dlq_attempt', ['2']],
      ['via', ['a', 'c']],
      ['__proto__', ['b']],
    ]);
  });

  it('never has more headers than a record may, and always says which sending it is', () => {
    const anyHeader = fc.record({ name: fc.string({ maxLength: 20 }), base64: fc.base64String({ maxLength: 2_000 }) });
    fc.assert(
      fc.property(fc.array(anyHeader, { maxLength: 80 }), (headers) => {
        const sent = Object.entries(replayHeaders(pending(headers)));
        const bytes = sent.flatMap(([name, values]) => values.map((value) => Buffer.byteLength(name) + value.length));
        expect(bytes.length).toBeLessThanOrEqual(HEADERS_MAX_COUNT);
        expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(HEADERS_MAX_BYTES);
        expect(sent.map(([name]) => name)).toEqual(expect.arrayContaining(['dlq_replay', 'dlq_attempt']));
      }),
    );
  });
});
