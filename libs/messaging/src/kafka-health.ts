import type { HealthIndicator, HealthReport } from '@sitrep/observability';

import type { KafkaBatchServer } from './kafka-batch-server.js';
import type { KafkaEventPublisher } from './kafka-event-publisher.js';

/** What a consumer of Kafka says of itself. */
export class KafkaHealth implements HealthIndicator {
  readonly name = 'kafka';

  /** @param publisher left out where nothing is published */
  constructor(
    private readonly server: Pick<
      KafkaBatchServer,
      'fatalReason' | 'heldBy' | 'hasJoined' | 'brokerAnswers' | 'monitor'
    >,
    private readonly publisher?: Pick<KafkaEventPublisher, 'isConnected'>,
  ) {}

  check(kind: 'live' | 'ready'): Promise<HealthReport> {
    return Promise.resolve(kind === 'live' ? this.live() : this.ready());
  }

  private live(): HealthReport {
    const trouble = this.server.fatalReason ?? this.server.monitor.stuck();
    if (trouble !== undefined) return { ok: false, detail: trouble };
    if (this.server.heldBy !== undefined) return { ok: true, detail: this.server.heldBy };
    return { ok: true, detail: this.server.monitor.isWaiting ? 'waiting for something outside' : 'moving' };
  }

  private ready(): HealthReport {
    const { server, publisher } = this;
    if (server.fatalReason !== undefined) return { ok: false, detail: server.fatalReason };
    if (server.heldBy !== undefined) return { ok: false, detail: server.heldBy };
    if (!server.hasJoined) return { ok: false, detail: 'not a member of the consumer group' };
    if (!server.brokerAnswers) return { ok: false, detail: 'no broker answers' };
    if (publisher?.isConnected === false) return { ok: false, detail: 'the producer is not connected' };
    if (server.monitor.hasWaitedTooLong) return { ok: false, detail: 'waiting for something outside' };
    return { ok: true, detail: 'member of the consumer group' };
  }
}
