import { ArticleSubmitted, decodeEvent } from '@sitrep/contracts';
import type { OutgoingRecord } from '@sitrep/messaging';
import { TransientFailure } from '@sitrep/pipeline';
import { traceparentOf } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import { KafkaArticleFeed } from './kafka-article-feed.js';
import { PipelineUnavailable } from './ports.js';

const article = (id: string) => ({ event: { id, body: 'Troops left.' }, articleId: id });

describe('feeding articles', () => {
  const sends: (readonly OutgoingRecord[])[] = [];
  const feed = new KafkaArticleFeed({ send: async (records) => void sends.push(records) }, () => 0);

  it('writes what the pipeline reads, keyed by the id, with the trace of the request', async () => {
    await feed.submit([article('a')], traceparentOf(1));
    const [record] = sends.splice(0).flat();
    expect(record).toMatchObject({ topic: ArticleSubmitted.topic, key: Buffer.from('a') });
    expect(record?.headers).toMatchObject({ ce_id: 'a', ce_source: '/sitrep/store', traceparent: traceparentOf(1) });
    const value = record?.value ?? null;
    const raw = { key: null, value, headers: new Map(), headerCount: 0 };
    expect(decodeEvent(ArticleSubmitted, raw)).toEqual({ ok: true, event: article('a').event });
  });

  it('begins a trace where there is none that is valid', async () => {
    await feed.submit([article('a')], 'nonsense');
    expect(sends.splice(0).flat()[0]?.headers).toMatchObject({
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-/),
    });
  });

  it('retracts with a null value', async () => {
    await feed.submit([{ event: { retract: 'a' }, articleId: 'a' }], undefined);
    expect(sends.splice(0).flat()).toMatchObject([{ key: Buffer.from('a'), value: null }]);
  });

  it('sends many in parts, in their order', async () => {
    await feed.submit(
      Array.from({ length: 1_100 }, (_, index) => article(String(index))),
      undefined,
    );
    const parts = sends.splice(0);
    expect(parts.map(({ length }) => length)).toEqual([500, 500, 100]);
    expect(parts.flat().map(({ key }) => String(key))).toEqual(
      Array.from({ length: 1_100 }, (_, index) => String(index)),
    );
  });

  it('says that the pipeline is not there when Kafka is away', async () => {
    const away = new KafkaArticleFeed({ send: () => Promise.reject(new TransientFailure('away')) });
    await expect(away.submit([article('a')], undefined)).rejects.toThrow(PipelineUnavailable);
  });
});
