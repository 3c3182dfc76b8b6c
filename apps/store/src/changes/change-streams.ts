import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { type BeforeApplicationShutdown, Logger } from '@nestjs/common';
import { pause } from '@sitrep/messaging';
import { metrics } from '@sitrep/observability';

import type { ChangeHub, Follower } from './change-hub.js';
import { type Change, PositionGone } from './change-source.js';
import { eventText, heartbeatText, joinEvents } from './server-sent-events.js';

/** What a stream is allowed. */
export interface StreamLimits {
  /** Most streams at once. */
  readonly streams: number;
  /** Silence after which a stream says that it lives. */
  readonly heartbeatMs: number;
  /** Time between two writes: what comes meanwhile goes together. */
  readonly restMs: number;
  /** A client that takes nothing for so long is cut off. */
  readonly patienceMs: number;
}

/** What holds where nothing else is said. */
export const STREAM_LIMITS: StreamLimits = { streams: 200, heartbeatMs: 15_000, restMs: 250, patienceMs: 15_000 };

/** Why a stream ended, for the metrics. */
type End = 'client' | 'slow' | 'gone' | 'unavailable' | 'shutdown';

/**
 * Streams of changes to clients. Each is read only as fast as its client takes it, so that what is kept for one is never
 * more than one text; a client that takes nothing is cut off, and may resume from where it was.
 */
export class ChangeStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ChangeStreams.name);
  private readonly ending = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly hub: ChangeHub,
    private readonly render: (change: Change) => unknown,
    private readonly limits: StreamLimits = STREAM_LIMITS,
  ) {}

  /** There is no place for another stream. */
  get isFull(): boolean {
    return this.running.size >= this.limits.streams;
  }

  /** Serves a client until it goes, or the store ends. */
  serve(follower: Follower, client: Writable): void {
    const serving = this.run(follower, client).finally(() => {
      follower.close();
      this.running.delete(serving);
      metrics.streams.set(this.running.size);
    });
    this.running.add(serving);
    metrics.streams.set(this.running.size);
  }

  /** Ends all streams: their clients come back to another store, or to this one when it is up again. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.running);
    await this.hub.close();
  }

  private async run(follower: Follower, client: Writable): Promise<void> {
    const leaving = new AbortController();
    const leave = (): void => leaving.abort();
    client.once('close', leave);
    client.on('error', leave);
    this.ending.signal.addEventListener('abort', leave);
    const end = await this.pump(follower, client, leaving.signal).catch((error: unknown): End => {
      if (error instanceof PositionGone) return 'gone';
      this.logger.warn(`A stream of changes broke off. ${String(error)}`);
      return 'unavailable';
    });
    this.ending.signal.removeEventListener('abort', leave);
    metrics.streamsEnded.inc({ reason: this.ending.signal.aborted ? 'shutdown' : end });
    if (end === 'slow') client.destroy();
    else client.end(end === 'gone' ? eventText('gone', undefined, { reason: 'The position is forgotten.' }) : '');
  }

  private async pump(follower: Follower, client: Writable, signal: AbortSignal): Promise<End> {
    const { heartbeatMs, restMs } = this.limits;
    // Proxies and browsers begin with the first byte.
    if (!(await this.write(client, [heartbeatText(follower.position)], signal))) return 'slow';
    while (!signal.aborted) {
      const changes = await follower.next(heartbeatMs, signal);
      if (signal.aborted) break;
      const events = changes.map((change) => eventText('change', change.position, this.render(change)));
      if (!(await this.write(client, [...joinEvents(events), heartbeatText(follower.position)], signal))) return 'slow';
      await pause(restMs, signal);
    }
    return 'client';
  }

  /** @returns whether the client took it in time */
  private async write(client: Writable, texts: readonly string[], signal: AbortSignal): Promise<boolean> {
    for (const text of texts) {
      if (signal.aborted || client.write(text)) continue;
      const late = AbortSignal.timeout(this.limits.patienceMs);
      try {
        await once(client, 'drain', { signal: AbortSignal.any([signal, late]) });
      } catch (error) {
        if (signal.aborted) return true;
        if (late.aborted) return false;
        throw error;
      }
    }
    return true;
  }
}
