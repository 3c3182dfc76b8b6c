import { type EventPublisher, RecordRefused } from '@sitrep/messaging';
import { type Logger, metrics } from '@sitrep/observability';

import type { BackgroundJob } from './background/background-job.js';
import { type PendingReplay, replayHeaders } from './domain/dead-letter-work.js';
import type { ReplayOutbox } from './ports.js';

/**
 * Puts what is to be sent again on its topic, under its own key. What one store began and did not end (it was killed,
 * Kafka was away) is begun again by any: at least once, and what comes twice is known by its name. What Kafka refuses is
 * not tried again: its letter is open, and says why.
 */
export class ReplaySender implements BackgroundJob {
  readonly name = 'replay-dead-letters';
  readonly restMs = 5_000;
  private sending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly outbox: ReplayOutbox,
    private readonly publisher: Pick<EventPublisher, 'send'>,
    private readonly logger: Pick<Logger, 'warn' | 'info'>,
  ) {}

  /** Sends what others left. */
  async run(): Promise<boolean> {
    return this.sendOne();
  }

  /** Sends what waits, the oldest first. Never rejects: what cannot be sent now is left to {@link run}. */
  async send(): Promise<void> {
    this.sending = this.sending.then(() => this.sendAll());
    await this.sending;
  }

  private async sendAll(): Promise<void> {
    try {
      while (await this.sendOne()) continue;
    } catch (error) {
      this.logger.warn({ err: error }, 'a dead letter could not be sent again now; it will be');
    }
  }

  /** @returns whether there was one */
  private async sendOne(): Promise<boolean> {
    const replay = await this.outbox.take();
    if (replay === undefined) return false;
    try {
      await this.publisher.send([recordOf(replay)]);
    } catch (error) {
      if (!(error instanceof RecordRefused)) throw error;
      await this.outbox.refused(replay.id, error.message);
      return true;
    }
    await this.outbox.sent(replay.id);
    metrics.replays.inc({ topic: replay.topic });
    return true;
  }
}

const recordOf = (replay: PendingReplay) => ({
  topic: replay.topic,
  key: replay.key,
  value: replay.value,
  headers: replayHeaders(replay),
});
