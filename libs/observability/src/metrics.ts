import { collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client';

/**
 * Every metric of Sitrep. Names follow the Prometheus conventions: base units, `_total` for counters. Labels never
 * carry an id. Node's own figures (`process_*`, `nodejs_*`) come besides.
 */
export const metrics = {
  records: new Counter({
    name: 'sitrep_records_total',
    help: 'Input records settled, by stage and outcome (emit, drop, reject) and by the reason where there is one',
    labelNames: ['stage', 'outcome', 'reason'],
  }),
  published: new Counter({
    name: 'sitrep_events_published_total',
    help: 'Events acknowledged by all in-sync replicas, by topic',
    labelNames: ['topic'],
  }),
  replays: new Counter({
    name: 'sitrep_dead_letters_replayed_total',
    help: 'Dead letters sent again, by topic',
    labelNames: ['topic'],
  }),
  batchSeconds: new Histogram({
    name: 'sitrep_batch_duration_seconds',
    help: 'Time from the arrival of a batch to the settling of its last record, by stage',
    labelNames: ['stage'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  }),
  eventAgeSeconds: new Histogram({
    name: 'sitrep_event_age_seconds',
    help: 'Age of a record when it was settled: time since it was appended to the topic, by stage',
    labelNames: ['stage'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 3600, 86400],
  }),
  lag: new Gauge({
    name: 'sitrep_consumer_group_lag',
    help: 'Records appended and not yet committed, by group, topic and partition',
    labelNames: ['group', 'topic', 'partition'],
  }),
  lagSeconds: new Gauge({
    name: 'sitrep_consumer_group_lag_seconds',
    help: 'How long the oldest record that the group has not committed has been on the topic; 0 without a lag',
    labelNames: ['group', 'topic', 'partition'],
  }),
  groupMembers: new Gauge({
    name: 'sitrep_consumer_group_members',
    help: 'Members of a consumer group, as Kafka counts them; told by the store for all groups',
    labelNames: ['group'],
  }),
  waiting: new Gauge({
    name: 'sitrep_stage_waiting',
    help: '1 while a partition waits for something outside (a database, a broker) to come back, by group',
    labelNames: ['group'],
  }),
  deadLetterLimitReached: new Gauge({
    name: 'sitrep_dead_letter_limit_reached',
    help: '1 while a partition is held because too many of its records were rejected, by group, topic and partition',
    labelNames: ['group', 'topic', 'partition'],
  }),
  lastProgress: new Gauge({
    name: 'sitrep_last_progress_timestamp_seconds',
    help: 'When the group last settled a batch here, or last saw that there is nothing to do; seconds since 1970',
    labelNames: ['group'],
  }),
  offsetGapRecords: new Counter({
    name: 'sitrep_offset_gap_records_total',
    help: 'Records that were deleted from the topic before the group consumed them: lost input. Must stay 0',
    labelNames: ['group', 'topic'],
  }),
  backgroundFailures: new Counter({
    name: 'sitrep_background_failures_total',
    help: 'Pieces of background work in the store that failed and are tried again, by job',
    labelNames: ['job'],
  }),
  sentencesSaved: new Counter({
    name: 'sitrep_sentences_saved_total',
    help: 'Labelled sentences committed to the database, by label and by whether a person should look; again when they come again',
    labelNames: ['label', 'needs_review'],
  }),
  ledgerSentences: new Gauge({
    name: 'sitrep_ledger_sentences',
    help: 'Sentences by where they are (split, stored, dead_lettered, in_flight): split = stored + dead_lettered + in_flight',
    labelNames: ['place'],
  }),
  ledgerOpenRevisions: new Gauge({
    name: 'sitrep_ledger_open_revisions',
    help: 'Revisions of articles whose sentences are not all stored or dead-lettered. 0 when nothing is on its way',
  }),
  ledgerRecords: new Gauge({
    name: 'sitrep_ledger_records',
    help: 'Records of the input topic in the ledger, by outcome (split, retracted, rejected)',
    labelNames: ['outcome'],
  }),
  deadLettersOpen: new Gauge({
    name: 'sitrep_dead_letters_open',
    help: 'Dead letters that nobody has replayed or discarded, by the topic they came from and by code',
    labelNames: ['topic', 'code'],
  }),
  poolConnections: new Gauge({
    name: 'sitrep_database_pool_connections',
    help: 'Open connections to the database, by pool (write, read, background) and state (used, idle)',
    labelNames: ['pool', 'state'],
  }),
  poolSize: new Gauge({
    name: 'sitrep_database_pool_size',
    help: 'Most connections that a pool may open',
    labelNames: ['pool'],
  }),
  poolWaiting: new Gauge({
    name: 'sitrep_database_pool_waiting',
    help: 'Requests that wait for a connection of the pool',
    labelNames: ['pool'],
  }),
  buildInfo: new Gauge({
    name: 'sitrep_build_info',
    help: '1 for each running instance, with its service and version',
    labelNames: ['service', 'version'],
  }),
  streams: new Gauge({
    name: 'sitrep_streams',
    help: 'Streams of changes that are open',
  }),
  streamsEnded: new Counter({
    name: 'sitrep_streams_ended_total',
    help: 'Streams of changes that ended, by reason (client, slow, gone, unavailable, shutdown)',
    labelNames: ['reason'],
  }),
  webhookDeliveries: new Counter({
    name: 'sitrep_webhook_deliveries_total',
    help: 'Deliveries to webhooks, by outcome (delivered, failed, disabled)',
    labelNames: ['outcome'],
  }),
} as const;

collectDefaultMetrics();

/** What a metric is, for those who write of it. */
export interface MetricDescription {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
}

/** Every metric of Sitrep and of Node, in the order of their making. */
export function describeMetrics(): readonly MetricDescription[] {
  // prom-client keeps what it was told under these names, and its types do not say so.
  const told = register.getMetricsAsArray() as unknown as readonly {
    readonly name: string;
    readonly help: string;
    readonly type: MetricDescription['type'];
    readonly labelNames: readonly string[];
  }[];
  return told.map(({ name, help, type, labelNames }) => ({
    name,
    type,
    help,
    labels: labelNames.filter((label) => label !== 'le'),
  }));
}

/** The page for Prometheus, and its media type. */
export async function renderMetrics(): Promise<{ readonly contentType: string; readonly body: string }> {
  return { contentType: register.contentType, body: await register.metrics() };
}
