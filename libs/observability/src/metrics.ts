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
  waiting: new Gauge({
    name: 'sitrep_stage_waiting',
    help: '1 while a partition waits for something outside (a database, a broker) to come back, by group',
    labelNames: ['group'],
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
} as const;

collectDefaultMetrics();

/** The page for Prometheus, and its media type. */
export async function renderMetrics(): Promise<{ readonly contentType: string; readonly body: string }> {
  return { contentType: register.contentType, body: await register.metrics() };
}
