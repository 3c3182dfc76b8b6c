import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Logger } from '@sitrep/observability';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';

import { callHandler, checkHandlers } from './call-handler.js';
import type { Clock } from './clock.js';
import { CommittedMemos } from './committed-memos.js';
import { CONSUMER_OPTIONS, HEARTBEAT_MS, PARTITIONS_AT_ONCE } from './consumer-options.js';
import { LagWatch } from './lag-watch.js';
import { HeldPartitions } from './held-partitions.js';
import { PartitionWaits } from './partition-waits.js';
import { ProgressMonitor, type ProgressLimits } from './progress-monitor.js';
import { recordOfMessage } from './record-of-message.js';
import type { RecordBatch } from './record-batch.js';
import { Settlement } from './settlement.js';
import { pause, within } from './time.js';

/** What the transport needs. */
export interface KafkaBatchServerOptions {
  /** Answers questions; gives up when no broker answers. */
  readonly kafka: Kafka;
  /** Consumes; never gives up. See `patientClient`. */
  readonly patientKafka: Kafka;
  /** The consumer group, exactly as it is called everywhere else. */
  readonly groupId: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Called once when the service can never go on; the process must end, with another exit code than 0. */
  readonly onFatal: (reason: string) => void;
  readonly progressLimits?: ProgressLimits;
  /** How often the lag is measured, in milliseconds. */
  readonly lagEveryMs?: number;
  /** How long {@link KafkaBatchServer.close} lets the batches in hand run, in milliseconds. */
  readonly drainMs?: number;
}

/** Names a partition. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

const DRAIN_MS = 18_000;
/** With nothing in hand only a fetch is waited for, or a broker that is away. */
const IDLE_DRAIN_MS = 2_000;
const LEAVE_MS = 3_000;
const CONNECT_AGAIN_MS = 1_000;

/**
 * Nest transport that hands each consumer whole batches of one partition. `@EventPattern(contract.topic)` methods get a
 * {@link RecordBatch} and must return the {@link Settlement} of {@link StageRunner.run}: only what it says moves an
 * offset. Nothing that a consumer throws can be lost or skip a record, see {@link callHandler}.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  /** Nest logs nothing of its own about failed handlers: {@link callHandler} sees them all. */
  override readonly propagatesEventHandlerErrors = true;
  readonly monitor: ProgressMonitor;
  private readonly consumer: Consumer;
  private readonly waits: PartitionWaits;
  private readonly lagWatch: LagWatch;
  private readonly memos: CommittedMemos;
  private readonly held: HeldPartitions;
  /** No batch is begun any more. */
  private readonly stopping = new AbortController();
  /** The batches in hand had their time. */
  private readonly givingUp = new AbortController();
  private generation = new AbortController();
  private inHand = 0;
  private joined = false;
  private assignment: readonly TopicPartition[] = [];
  private failure: string | undefined;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: KafkaBatchServerOptions) {
    super();
    const { patientKafka, groupId, logger, clock } = options;
    this.monitor = new ProgressMonitor(clock, options.progressLimits);
    this.consumer = patientKafka.consumer({ groupId, ...CONSUMER_OPTIONS });
    this.waits = new PartitionWaits(this.consumer, groupId, logger);
    this.memos = new CommittedMemos(options.kafka, groupId);
    this.held = new HeldPartitions(groupId, logger);
    this.lagWatch = new LagWatch({
      ...options,
      monitor: this.monitor,
      everyMs: options.lagEveryMs,
      onStuck: (reason) => this.fail(`The consumer is stuck: ${reason}`),
    });
    this.followConsumer();
  }

  /** Whether the group gave us our part of the work. */
  get hasJoined(): boolean {
    return this.joined;
  }

  /** What the group gave us to do. */
  get assigned(): readonly TopicPartition[] {
    return this.joined ? this.assignment : [];
  }

  /** Whether a broker answered when it was last asked, seconds ago. */
  get brokerAnswers(): boolean {
    return this.lagWatch.brokerAnswers;
  }

  /** Why a partition is held, too many of its records being rejected, or undefined. */
  get heldBy(): string | undefined {
    return this.held.reason;
  }

  /** Why the service can never go on, or undefined. */
  get fatalReason(): string | undefined {
    return this.failure;
  }

  /** Called by Nest. Calls back when the group is joined; waits for the broker for as long as it takes. */
  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  /** The kafkajs consumer. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the signature is Nest's
  override unwrap<T>(): T {
    return this.consumer as T;
  }

  /** Not used: what happens is in the log and in the metrics. */
  on(): never {
    throw new Error('KafkaBatchServer emits no events');
  }

  /**
   * Stops the intake, lets the batches in hand come to an end within the drain time, commits them, leaves the group.
   * Safe to call twice; Nest calls it again when the application closes.
   */
  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private async start(): Promise<void> {
    checkHandlers(this.messageHandlers);
    await this.connect();
    if (this.stopping.signal.aborted) return;
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.eachBatch(payload),
    });
    this.lagWatch.start();
  }

  private async connect(): Promise<void> {
    const topics = [...this.messageHandlers.keys()];
    while (!this.stopping.signal.aborted) {
      try {
        await this.consumer.connect();
        await this.consumer.subscribe({ topics, fromBeginning: true });
        await this.lagWatch.look(topics);
        return;
      } catch (error) {
        this.options.logger.warn({ topics, err: error }, 'Kafka is not there, or has not these topics yet; waiting');
        await pause(CONNECT_AGAIN_MS, this.stopping.signal);
      }
    }
  }

  private followConsumer(): void {
    const { GROUP_JOIN, REBALANCING, CRASH, END_BATCH_PROCESS } = this.consumer.events;
    this.consumer.on(GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      this.joined = true;
      this.generation = new AbortController();
      this.assignment = partitionsOf(memberAssignment);
      const partitions = this.assignment.map(({ topic, partition }) => placeName(topic, partition));
      this.monitor.assign(partitions);
      this.memos.assign(Object.keys(memberAssignment));
      this.held.clear();
      this.waits.retain(partitions);
      this.lagWatch.assign(memberAssignment);
    });
    this.consumer.on(REBALANCING, () => void (this.joined = false));
    this.consumer.on(CRASH, ({ payload: { error, restart } }) => {
      this.lose();
      if (!restart) this.fail(`The consumer crashed: ${error.name}: ${error.message}`);
    });
    this.consumer.on(END_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
      if (batchSize > 0) return;
      // Markers of transactions reach no consumer; left uncommitted they would look like lag for ever.
      const offset = String(Number(lastOffset) + 1);
      this.commitBehindMarkers(topic, partition, offset).catch((err: unknown) =>
        this.options.logger.warn({ err }, 'a commit failed'),
      );
    });
  }

  private async commitBehindMarkers(topic: string, partition: number, offset: string): Promise<void> {
    const metadata = (await this.memos.of(topic, partition)) ?? null;
    await this.consumer.commitOffsets([{ topic, partition, offset, metadata }]);
  }

  private lose(): void {
    this.joined = false;
    this.generation.abort();
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    if (this.stopping.signal.aborted || this.waits.isWaiting(topic, partition)) return;
    const handler = this.messageHandlers.get(topic);
    if (handler === undefined) return this.fail(`There is no consumer of ${topic}`);
    const signal = AbortSignal.any([this.givingUp.signal, this.generation.signal]);
    const batch: RecordBatch = {
      topic,
      partition,
      records: messages.map(recordOfMessage),
      signal,
      onProgress: () => this.monitor.settled(placeName(topic, partition)),
    };
    this.inHand++;
    try {
      const settlement = await this.withHeartbeats(payload, this.settle(handler, batch));
      await this.moveOffset(payload, settlement);
      this.goOn(batch, settlement);
    } finally {
      this.inHand--;
    }
  }

  private async settle(handler: MessageHandler, batch: RecordBatch): Promise<Settlement> {
    let memo: string | undefined;
    try {
      memo = await this.memos.of(batch.topic, batch.partition);
    } catch (error) {
      return new Settlement(0, 'waiting', `The committed offsets cannot be read: ${String(error)}`);
    }
    return callHandler(handler, { ...batch, memo });
  }

  /**
   * Keeps our place in the group while a batch is worked on. A rebalance waits for the batch, and its commit counts; when
   * the group has given our partitions away already, the batch is asked to stop.
   */
  private async withHeartbeats<T>(payload: EachBatchPayload, work: Promise<T>): Promise<T> {
    const { generation } = this;
    const beat = (): void => {
      payload.heartbeat().catch((error: unknown) => {
        if (isMembershipLost(error)) generation.abort();
      });
    };
    const timer = setInterval(beat, HEARTBEAT_MS);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }

  /** Commits behind what is settled, then lets kafkajs fetch from there. A failed commit is kafkajs's to handle. */
  private async moveOffset(payload: EachBatchPayload, { settled, memo }: Settlement): Promise<void> {
    const { batch } = payload;
    const { topic, partition, messages } = batch;
    const last = messages[settled - 1];
    if (last === undefined) return;
    const end = settled === messages.length ? batch.lastOffset() : last.offset;
    const offset = String(Number(end) + 1);
    const metadata = memo ?? (await this.memos.of(topic, partition)) ?? null;
    // kafkajs commits what it is given, metadata and all; its types do not say so.
    const committed = { partition, offset, metadata };
    await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [committed] }] });
    this.memos.keep(topic, partition, metadata);
    payload.resolveOffset(last.offset);
  }

  private goOn({ topic, partition, records }: RecordBatch, { settled, reason, detail }: Settlement): void {
    const { logger } = this.options;
    const place = { topic, partition, from: records[0]?.offset, records: records.length, settled };
    logger.debug({ ...place, reason }, 'a batch is settled');
    if (settled > 0) {
      this.waits.moved(topic, partition);
      this.held.release(topic, partition);
    }
    if (reason === 'limit') this.held.hold(topic, partition, detail);
    if (reason === 'waiting' || reason === 'limit') {
      this.monitor.waits(placeName(topic, partition));
      this.waits.wait(topic, partition, detail);
      return;
    }
    if (settled > 0) this.monitor.settled(placeName(topic, partition));
    if (reason === 'fatal') this.fail(`${topic}, partition ${partition}: ${detail}`);
  }

  /** The end: no batch is begun any more, and the process is told to end. */
  private fail(reason: string): void {
    if (this.failure !== undefined) return;
    this.failure = reason;
    this.stopping.abort();
    this.options.logger.fatal({ group: this.options.groupId }, `Consuming has stopped. ${reason}`);
    this.options.onFatal(reason);
  }

  private async stop(): Promise<void> {
    this.stopping.abort();
    this.waits.close();
    const { logger } = this.options;
    const drainMs = this.inHand === 0 ? IDLE_DRAIN_MS : (this.options.drainMs ?? DRAIN_MS);
    const drained = await within(drainMs, this.consumer.stop());
    if (!drained) logger.warn({ drainMs }, 'the consumer did not end in time; what it has in hand will come again');
    this.givingUp.abort();
    await within(LEAVE_MS, Promise.allSettled([this.lagWatch.close(), this.consumer.disconnect()]));
    this.joined = false;
  }
}

/** The group went on without us: what we commit is refused. */
function isMembershipLost(error: unknown): boolean {
  const { type } = error as { readonly type?: string };
  return type === 'UNKNOWN_MEMBER_ID' || type === 'ILLEGAL_GENERATION';
}

const partitionsOf = (assigned: Readonly<Record<string, readonly number[]>>): readonly TopicPartition[] =>
  Object.entries(assigned).flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })));

/** Names a partition for people. */
const placeName = (topic: string, partition: number): string => `${topic}/${partition}`;
