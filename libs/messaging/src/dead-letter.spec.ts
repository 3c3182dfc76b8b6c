import { DEAD_LETTER_HEADERS } from '@sitrep/contracts';
import { describe, expect, it } from 'vitest';

import { deadLetterOf, type Rejection } from './dead-letter.js';
import type { ConsumedRecord } from './record-batch.js';

const rejection: Rejection = {
  position: { topic: 'notes', partition: 3, offset: 41 },
  code: 'JSON_INVALID',
  message: 'Not a JSON document',
  stage: 'read-notes',
  group: 'readers',
  serviceVersion: '1.2.3',
};

function recordWith(
  headers: readonly (readonly [string, string])[],
  repeated?: ConsumedRecord['repeatedHeaders'],
): ConsumedRecord {
  return {
    key: Buffer.from('key'),
    value: Buffer.from([0xff, 0xfe]),
    headers: new Map(headers.map(([name, value]) => [name, Buffer.from(value)])),
    headerCount: headers.length + [...(repeated?.values() ?? [])].flat().length,
    repeatedHeaders: repeated,
    offset: 41,
    timestamp: 1_700_000_000_000,
  };
}

describe('a dead letter', () => {
  it('is the record as it came, with where it stood and why it was rejected', () => {
    const record = recordWith([['mine', 'kept']]);
    expect(deadLetterOf(record, rejection)).toEqual({
      topic: 'notes.dlq',
      key: record.key,
      value: record.value,
      headers: {
        mine: [Buffer.from('kept')],
        dlq_original_topic: 'notes',
        dlq_original_partition: '3',
        dlq_original_offset: '41',
        dlq_original_timestamp: '1700000000000',
        dlq_reason_code: 'JSON_INVALID',
        dlq_reason_message: 'Not a JSON document',
        dlq_stage: 'read-notes',
        dlq_consumer_group: 'readers',
        dlq_service_version: '1.2.3',
      },
    });
  });

  it('keeps every value of a repeated header', () => {
    const record = recordWith([['mine', 'a']], new Map([['mine', [Buffer.from('b')]]]));
    expect(deadLetterOf(record, rejection).headers['mine']).toEqual([Buffer.from('a'), Buffer.from('b')]);
  });

  it('keeps the first headers up to the limits, and says how many it left out', () => {
    const many = recordWith(Array.from({ length: 100 }, (_, index) => [`h${index}`, 'v']));
    const { headers } = deadLetterOf(many, rejection);
    expect(Object.keys(headers).filter((name) => name.startsWith('h'))).toHaveLength(64);
    expect(headers[DEAD_LETTER_HEADERS.headersDropped]).toBe('36');

    const large = recordWith([
      ['small', 'v'],
      ['large', 'v'.repeat(20_000)],
    ]);
    expect(deadLetterOf(large, rejection).headers).toMatchObject({
      small: [Buffer.from('v')],
      dlq_headers_dropped: '1',
    });
  });

  it('tells what happened here even where the record says that it was a dead letter before', () => {
    const record = recordWith([[DEAD_LETTER_HEADERS.code, 'OLD']]);
    expect(deadLetterOf(record, rejection).headers[DEAD_LETTER_HEADERS.code]).toBe('JSON_INVALID');
  });

  it('takes a header called __proto__ for a header', () => {
    const { headers } = deadLetterOf(recordWith([['__proto__', 'v']]), rejection);
    expect(Object.getOwnPropertyNames(headers)).toContain('__proto__');
  });
});
