import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import type { EventContract } from '@sitrep/contracts';
import type { HealthIndicator, Logger } from '@sitrep/observability';

import type { Clock } from './clock.js';
import type { DeadLetterLimitOptions } from './dead-letter-limit.js';
import type { EventPublisher } from './event-publisher.js';
import { GroupsWatch, type WatchedGroup } from './groups-watch.js';
import { InstanceReporter } from './instance-reporter.js';
import { KafkaBatchServer } from './kafka-batch-server.js';
import { createKafkaClient, patientClient } from './kafka-client.js';
import { KafkaEventPublisher } from './kafka-event-publisher.js';
import { KafkaHealth } from './kafka-health.js';
import type { ProgressLimits } from './progress-monitor.js';
import { StageRunner } from './stage-runner.js';
import { pause } from './time.js';
import { TopicListener } from './topic-listener.js';
import { newTraceparent } from './trace-parent.js';

/** What a service says to take part in the pipeline. */
export interface MessagingOptions {
  /** `host:port` of some brokers. */
  readonly brokers: readonly string[];
  /** Name of the service: `ingester`. Client id, and CloudEvents source `/sitrep/ingester`. */
  readonly service: string;
  readonly serviceVersion: string;
  /** The consumer group, exactly as it is called everywhere else. */
  readonly groupId: string;
  readonly logger: Logger;
  /** Called once when the service can never go on: end the process, with another exit code than 0. */
  readonly onFatal: (reason: string) => void;
  readonly deadLetterLimit?: DeadLetterLimitOptions;
  readonly progressLimits?: ProgressLimits;
  readonly lagEveryMs?: number;
  readonly drainMs?: number;
  readonly clock?: Clock;
}

/** All that a service needs of Kafka, wired. */
export interface Messaging {
  /** Give it to Nest: `app.connectMicroservice({ strategy: messaging.server })`. */
  readonly server: KafkaBatchServer;
  /** What consumers run their stages with. */
  readonly runner: StageRunner;
  readonly health: HealthIndicator;
  /** For what does not follow from a record. */
  readonly publisher: EventPublisher;
  /** Tells the others how this instance is. Not started; it ends with {@link Messaging.close}. */
  readonly reporter: InstanceReporter;
  /** Watches from outside how far groups are. Not started. */
  watchGroups(groups: () => readonly WatchedGroup[]): GroupsWatch;
  /** Hears every event of a topic from now on, whoever else does. Not started. */
  listenTo<T>(contract: EventContract<T>, onEvent: (event: T) => void): TopicListener<T>;
  /** Connects the producer, waiting for a broker for as long as it takes. Consumers start with the Nest microservice. */
  connect(): Promise<void>;
  /** Stops intake, drains, commits, leaves the group, then flushes and disconnects the producer. Safe to call twice. */
  close(): Promise<void>;
}

const CONNECT_AGAIN_MS = 1_000;

/** Wires client, producer, consumer, runner and health of a service. Nothing is connected yet. */
export function createMessaging(options: MessagingOptions): Messaging {
  const { brokers, service, groupId, serviceVersion, logger, clock = Date.now, deadLetterLimit = {} } = options;
  const kafka = createKafkaClient(brokers, `sitrep-${service}`, logger);
  const patientKafka = patientClient(brokers, `sitrep-${service}`, logger);
  const publisher = new KafkaEventPublisher(kafka);
  const server = new KafkaBatchServer({ ...options, kafka, patientKafka, clock });
  const source = `/sitrep/${service}`;
  const shared = { publisher, logger, clock, newTraceparent, deadLetterLimit };
  const closing = new AbortController();
  const instanceId = `${service}-${randomUUID().slice(0, 8)}`;
  const reporter = new InstanceReporter({
    identity: { instanceId, service, version: serviceVersion, host: hostname(), group: groupId },
    server,
    publisher: new KafkaEventPublisher(kafka),
    logger,
    clock,
  });
  return {
    server,
    publisher,
    reporter,
    watchGroups: (groups) => new GroupsWatch({ kafka, groups, logger, clock }),
    listenTo: (contract, onEvent) =>
      new TopicListener({ patientKafka, groupId: `sitrep-listener-${instanceId}`, contract, onEvent, logger }),
    runner: new StageRunner({ ...shared, source, group: groupId, serviceVersion }),
    health: new KafkaHealth(server, publisher),
    connect: () => connectPublisher(publisher, logger, closing.signal),
    close: async () => {
      closing.abort();
      await server.close();
      await reporter.close();
      await publisher.close();
    },
  };
}

async function connectPublisher(publisher: KafkaEventPublisher, logger: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await publisher.connect();
    } catch (error) {
      logger.warn({ err: error }, 'Kafka is not there yet; waiting');
      await pause(CONNECT_AGAIN_MS, signal);
    }
  }
}
