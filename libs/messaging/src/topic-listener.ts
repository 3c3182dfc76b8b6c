import { decodeEvent, type EventContract } from '@sitrep/contracts';
import type { Logger } from '@sitrep/observability';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';

import { CONSUMER_OPTIONS } from './consumer-options.js';
import { recordOfMessage } from './record-of-message.js';
import { pause, within } from './time.js';

/** What a listener needs. */
export interface TopicListenerOptions<T> {
  /** Never gives up. */
  readonly patientKafka: Kafka;
  /** Of nobody else: every listener hears everything. */
  readonly groupId: string;
  readonly contract: EventContract<T>;
  /** Called with each event; must not throw. */
  readonly onEvent: (event: T) => void;
  readonly logger: Logger;
}

const AGAIN_MS = 1_000;
const LEAVE_MS = 2_000;

/**
 * Hears the events of a topic that come from now on. It commits nothing and promises nothing: for what is told again and
 * again, and only counts while it is new. What cannot be read is passed over.
 */
export class TopicListener<T> {
  private readonly consumer: Consumer;
  private readonly closing = new AbortController();

  constructor(private readonly options: TopicListenerOptions<T>) {
    this.consumer = options.patientKafka.consumer({ groupId: options.groupId, ...CONSUMER_OPTIONS });
  }

  /** Begins to listen, as soon as Kafka and the topic are there. */
  start(): void {
    void this.listen(this.closing.signal);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await within(LEAVE_MS, this.consumer.disconnect());
  }

  private async listen(signal: AbortSignal): Promise<void> {
    const { contract, logger } = this.options;
    while (!signal.aborted) {
      try {
        await this.consumer.connect();
        await this.consumer.subscribe({ topics: [contract.topic], fromBeginning: false });
        await this.consumer.run({ autoCommit: false, eachMessage: ({ message }) => this.hear(message) });
        return;
      } catch (error) {
        logger.debug({ topic: contract.topic, err: error }, 'there is nothing to listen to yet; waiting');
        await pause(AGAIN_MS, signal);
      }
    }
  }

  private hear(message: KafkaMessage): Promise<void> {
    const { contract, onEvent, logger } = this.options;
    const decoded = decodeEvent(contract, recordOfMessage(message));
    if (decoded.ok) onEvent(decoded.event);
    else logger.debug({ topic: contract.topic, code: decoded.code }, 'an event could not be read; it is passed over');
    return Promise.resolve();
  }
}
