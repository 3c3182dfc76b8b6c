import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import type { Follower } from '../../changes/change-hub.js';
import { ChangeStreams } from '../../changes/change-streams.js';
import { FEED_START } from '../../domain/feed-position.js';
import { storeConfig } from '../../store.config.js';
import { changeProviders } from './change-parts.js';

const settings = (limit?: string) =>
  storeConfig.safeParse({
    ...{ KAFKA_BROKERS: 'localhost:9092', DATABASE_URL: 'postgres://localhost/sitrep', STREAM_LIMIT: limit },
  });

describe('the limit of streams', () => {
  it.each(['0', '-1', '10001', '1.5', 'many'])('cannot be %s', (limit) => {
    expect(settings(limit).error?.issues[0]?.path).toEqual(['STREAM_LIMIT']);
  });

  it('is 200, and what is set', async () => {
    expect(settings().data?.STREAM_LIMIT).toBe(200);
    const make = changeProviders(1).find(({ provide }) => provide === ChangeStreams);
    const streams = make?.useFactory({ close: () => Promise.resolve() }) as ChangeStreams;
    const follower = { position: FEED_START, next: () => new Promise(() => undefined), close: () => undefined };
    expect(streams.isFull).toBe(false);
    const client = new PassThrough();
    streams.serve(follower as unknown as Follower, client);
    expect(streams.isFull).toBe(true);
    client.destroy();
  });
});
