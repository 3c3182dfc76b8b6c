import { Writable } from 'node:stream';

import { eventually } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import { FEED_START, type FeedPosition } from '../domain/feed-position.js';
import type { Follower } from './change-hub.js';
import type { ChangeHub } from './change-hub.js';
import { type Change, PositionGone } from './change-source.js';
import { ChangeStreams } from './change-streams.js';

const LIMITS = { streams: 2, heartbeatMs: 10, restMs: 0, patienceMs: 30 };
const hub = { close: () => Promise.resolve() } as ChangeHub;

/** Hands over the same number of changes again and again. */
class MemoryFollower {
  position: FeedPosition = FEED_START;
  closed = 0;

  constructor(private readonly give: (nth: number) => number) {}

  private nth = 0;

  async next(): Promise<readonly Change[]> {
    await new Promise((resolve) => setImmediate(resolve));
    return Array.from({ length: this.give(this.nth++) }, (_, step) => {
      this.position = { commit: this.nth, step };
      return { position: this.position } as Change;
    });
  }

  close(): void {
    this.closed++;
  }
}

/** A client that takes what is written, or nothing at all. */
class Client extends Writable {
  text = '';

  constructor(private readonly takes: boolean) {
    super({ highWaterMark: 1_000, decodeStrings: false });
  }

  override _write(text: string, _: string, done: () => void): void {
    this.text += text;
    if (this.takes) done();
  }
}

describe('ChangeStreams', () => {
  const make = (render: (change: Change) => unknown = () => 'x') => new ChangeStreams(hub, render, LIMITS);
  const serve = (streams: ChangeStreams, follower: MemoryFollower, client = new Client(true)) => {
    streams.serve(follower as unknown as Follower, client);
    return client;
  };

  it('write events with their position as id, and a sign of life with the position when there is nothing', async () => {
    const streams = make(({ position }) => ({ step: position.step }));
    const client = serve(streams, new MemoryFollower((nth) => (nth === 0 ? 2 : 0)));
    await eventually(
      () => client.text,
      (text) => text.split('heartbeat').length > 3,
    );
    expect(client.text).toContain(
      'id: 1.0\nevent: change\ndata: {"step":0}\n\nid: 1.1\nevent: change\ndata: {"step":1}\n\n',
    );
    expect(client.text).toContain(': heartbeat\nid: 1.1\n\n');
    await streams.beforeApplicationShutdown();
    expect(client.writableEnded).toBe(true);
  });

  it('cut off a client that takes nothing, keep no more for it than one text, and serve the others', async () => {
    const streams = make(() => 'x'.repeat(10_000));
    const slow = new MemoryFollower(() => 50);
    const stuck = serve(streams, slow, new Client(false));
    const quick = serve(streams, new MemoryFollower(() => 1));
    await eventually(
      () => stuck.destroyed,
      (destroyed) => destroyed,
    );
    expect(stuck.writableLength + stuck.text.length).toBeLessThan(1_000_000);
    expect(slow.closed).toBe(1);
    const { length } = quick.text;
    await eventually(
      () => quick.text.length,
      (now) => now > length + 50_000,
    );
    await streams.beforeApplicationShutdown();
  });

  it('say that a position was forgotten, and end', async () => {
    const streams = make();
    const gone = new MemoryFollower(() => 0);
    gone.next = () => Promise.reject(new PositionGone('forgotten'));
    const client = serve(streams, gone);
    await eventually(
      () => client.writableFinished,
      (finished) => finished,
    );
    expect(client.text).toContain('event: gone\n');
  });

  it('have a limit, and a place again when a client has gone', async () => {
    const streams = make();
    const clients = [0, 1].map(() => serve(streams, new MemoryFollower(() => 0)));
    expect(streams.isFull).toBe(true);
    clients[0]!.destroy();
    await eventually(
      () => streams.isFull,
      (isFull) => !isFull,
    );
    await streams.beforeApplicationShutdown();
  });
});
