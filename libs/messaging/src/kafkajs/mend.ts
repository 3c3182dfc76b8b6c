import { codecsWithin } from '../compression/codecs.js';
import { UNPACKED_MAX_BYTES } from '../compression/limits.js';
import { scheduleCheck, type RequestQueue } from './check-when-throttled.js';
import { crc32c } from './crc32c.js';
import { decodeRecord } from './decode-record.js';
import { encodeRecord } from './encode-record.js';
import { groupByPartition } from './group-by-partition.js';
import { insideKafkajs, replaceExport } from './modules.js';

/** The name under which the process remembers that it was done: a second copy of this file must not do it again. */
const DONE = Symbol.for('sitrep.kafkajs-mended');

/**
 * Mends the faults of kafkajs 2.2.4 that would hurt: docs/adr/0004-kafkajs-behind-one-library.md lists them. Once a
 * process, before the first client is made.
 */
function mendKafkajs(): void {
  const process = globalThis as { [DONE]?: true };
  if (process[DONE] === true) return;
  process[DONE] = true;
  replaceExport(
    'src/protocol/recordBatch/record/v0/decoder.js',
    ['src/protocol/recordBatch/v0/decoder.js'],
    decodeRecord,
  );
  replaceExport(
    'src/protocol/recordBatch/record/v0/index.js',
    ['src/protocol/requests/produce/v3/request.js'],
    encodeRecord,
  );
  replaceExport('src/protocol/recordBatch/crc32C/index.js', ['src/protocol/recordBatch/v0/index.js'], crc32c);
  replaceExport('src/producer/groupMessagesPerPartition.js', ['src/producer/sendMessages.js'], groupByPartition);
  const { prototype } = insideKafkajs('src/network/requestQueue/index.js') as { readonly prototype: object };
  Object.assign(prototype, {
    scheduleCheckPendingRequests(this: RequestQueue) {
      scheduleCheck(this);
    },
  });
  const compression = insideKafkajs('src/protocol/message/compression/index.js') as { readonly Codecs: object };
  Object.assign(compression.Codecs, codecsWithin(UNPACKED_MAX_BYTES));
}

mendKafkajs();
