import { InstanceStatus, type InstanceState } from '@sitrep/contracts';
import type { Logger } from '@sitrep/observability';
import { outgoing } from '@sitrep/pipeline';

import type { Clock } from './clock.js';
import type { KafkaBatchServer } from './kafka-batch-server.js';
import type { KafkaEventPublisher } from './kafka-event-publisher.js';
import { recordOf } from './outgoing-record.js';
import { pause, within } from './time.js';

/** Who an instance is. */
export type InstanceIdentity = Pick<InstanceStatus, 'instanceId' | 'service' | 'version' | 'host' | 'group'>;

/** What the reporter needs. */
export interface InstanceReporterOptions {
  readonly identity: InstanceIdentity;
  readonly server: Pick<KafkaBatchServer, 'fatalReason' | 'hasJoined' | 'brokerAnswers' | 'monitor' | 'assigned'>;
  /** Of its own: trouble with this topic must not become the pipeline's. */
  readonly publisher: Pick<KafkaEventPublisher, 'connect' | 'send' | 'close'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly everyMs?: number;
}

const EVERY_MS = 5_000;
const LOOK_MS = 1_000;
const LAST_WORD_MS = 1_000;

/**
 * Tells every few seconds, and at each change, how this instance is. When it cannot tell, that is nobody's trouble: the
 * others see that it is silent.
 */
export class InstanceReporter {
  private readonly closing = new AbortController();
  private readonly startedAt: string;
  private telling: Promise<void> | undefined;
  private toldState: InstanceState | undefined;
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: InstanceReporterOptions) {
    this.startedAt = new Date(options.clock()).toISOString();
  }

  /** Begins to tell. */
  start(): void {
    this.telling ??= this.tellAgain(this.closing.signal);
  }

  /** Says that it ends, if it can at once, and no more. Safe to call twice. */
  async close(): Promise<void> {
    const { publisher, server } = this.options;
    const wasTelling = this.telling !== undefined && !this.closing.signal.aborted;
    this.closing.abort();
    if (!wasTelling) return;
    const state = server.fatalReason === undefined ? 'stopped' : 'failed';
    await within(LAST_WORD_MS, this.tell({ state, detail: server.fatalReason ?? 'ended in order' }));
    await within(LAST_WORD_MS, publisher.close());
  }

  private async tellAgain(signal: AbortSignal): Promise<void> {
    const { publisher, server, logger, clock, everyMs = EVERY_MS } = this.options;
    let connected = false;
    while (!signal.aborted) {
      const now = conditionOf(server);
      if (now.state !== this.toldState || clock() - this.toldAt >= everyMs) {
        try {
          if (!connected) await publisher.connect();
          connected = true;
          await this.tell(now);
        } catch (error) {
          logger.debug({ err: error }, 'how this instance is could not be told');
        }
      }
      await pause(Math.min(LOOK_MS, everyMs), signal);
    }
  }

  private async tell({ state, detail }: Condition): Promise<void> {
    const { identity, server, publisher, clock } = this.options;
    const at = clock();
    const { lastProgress } = server.monitor;
    const status: InstanceStatus = {
      ...identity,
      startedAt: this.startedAt,
      at: new Date(at).toISOString(),
      state,
      detail: detail.slice(0, 1_000),
      ...(lastProgress !== undefined && { lastProgressAt: new Date(lastProgress).toISOString() }),
      partitions: [...server.assigned],
    };
    await publisher.send([
      recordOf(outgoing(InstanceStatus, status), { source: `/sitrep/${identity.service}`, time: at }),
    ]);
    this.toldState = state;
    this.toldAt = at;
  }
}

interface Condition {
  readonly state: InstanceState;
  readonly detail: string;
}

/** How a consumer of Kafka is, in one word and one sentence. */
export function conditionOf(server: InstanceReporterOptions['server']): Condition {
  const { fatalReason, hasJoined, brokerAnswers, monitor } = server;
  if (fatalReason !== undefined) return { state: 'failed', detail: fatalReason };
  if (!hasJoined) return { state: 'joining', detail: 'not a member of the consumer group' };
  const stuck = monitor.stuck();
  if (stuck !== undefined) return { state: 'stuck', detail: stuck };
  if (!brokerAnswers) return { state: 'waiting', detail: 'no broker answers' };
  if (monitor.isWaiting) return { state: 'waiting', detail: 'waiting for something outside' };
  return { state: 'running', detail: 'member of the consumer group' };
}
