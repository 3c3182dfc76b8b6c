import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { EventPublisher } from '@sitrep/messaging';
import { type Logger, metrics } from '@sitrep/observability';

import { type PendingReplay, replayHeaders } from './domain/dead-letter-work.js';
import type { ReplayOutbox } from './ports.js';

const LOOK_EVERY_MS = 5_000;

/**
 * Puts what is to be sent again on its topic, under its own key. What one store began and did not end (it was killed,
 * Kafka was away) is begun again by any: at least once, and what comes twice is known by its name.
 */
export class ReplaySender implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly outbox: ReplayOutbox,
    private readonly publisher: Pick<EventPublisher, 'send'>,
    private readonly logger: Pick<Logger, 'warn' | 'info'>,
  ) {}

  /** Looks now and then for what others left. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.send(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.sending;
  }

  /** Sends what waits, the oldest first. Never rejects: what cannot be sent now waits on. */
  send(): Promise<void> {
    this.sending = this.sending.then(() => this.sendAll());
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    try {
      while (!this.ended) {
        const replay = await this.outbox.take();
        if (replay === undefined) return;
        await this.publisher.send([recordOf(replay)]);
        await this.outbox.sent(replay.id);
        metrics.replays.inc({ topic: replay.topic });
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'a dead letter could not be sent again now; it will be');
    }
  }
}

const recordOf = (replay: PendingReplay) => ({
  topic: replay.topic,
  key: replay.key,
  value: replay.value,
  headers: replayHeaders(replay),
});
