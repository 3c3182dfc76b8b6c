import type { TopicSpec } from '@sitrep/contracts';
import type { Logger } from '@sitrep/observability';
import type { Admin, Kafka } from 'kafkajs';

import { ConfigResourceTypes } from './kafkajs/mended.js';
import { pause } from './time.js';

/** An existing topic that is not as it should be. Nothing is changed: partitions and retention are an operator's. */
export interface TopicDifference {
  readonly topic: string;
  /** `partitions`, or a topic setting as Kafka names it. */
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
}

/** What {@link ensureTopics} found and did. */
export interface TopicReport {
  readonly created: readonly string[];
  readonly differences: readonly TopicDifference[];
}

/** Brokers that are to hold each partition; −1 leaves it to the cluster's `default.replication.factor`. */
const CLUSTER_DEFAULT = -1;
const WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/**
 * Makes the topics that are missing, and reports those that differ. Safe to call from several services at once.
 * Resolves when the leaders of all that were made answer for them.
 */
export async function ensureTopics(
  kafka: Kafka,
  specs: readonly TopicSpec[],
  logger: Logger,
  replicationFactor = CLUSTER_DEFAULT,
): Promise<TopicReport> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = specs.filter(({ topic }) => !existing.has(topic));
    await createMissing(admin, missing, replicationFactor);
    const differences = await differencesOf(admin, specs);
    for (const difference of differences)
      logger.warn(difference, 'a topic is not as it should be; it is left as it is');
    return { created: missing.map(({ topic }) => topic), differences };
  } finally {
    await admin.disconnect();
  }
}

/** How the topics of a cluster compare with what is wanted. */
export interface TopicComparison {
  readonly missing: readonly string[];
  readonly differences: readonly TopicDifference[];
}

/** Compares the topics that are there with those that are wanted; makes and changes nothing. */
export async function compareTopics(kafka: Kafka, specs: readonly TopicSpec[]): Promise<TopicComparison> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const present = specs.filter(({ topic }) => existing.has(topic));
    return {
      missing: specs.filter(({ topic }) => !existing.has(topic)).map(({ topic }) => topic),
      // Asked without names, Kafka tells of all topics.
      differences: present.length === 0 ? [] : await differencesOf(admin, present),
    };
  } finally {
    await admin.disconnect();
  }
}

async function createMissing(admin: Admin, missing: readonly TopicSpec[], replicationFactor: number): Promise<void> {
  if (missing.length === 0) return;
  await admin.createTopics({
    // kafkajs would wait, but takes a broker that has not heard of the topic yet for an error.
    waitForLeaders: false,
    timeout: WITHIN_MS,
    topics: missing.map(({ topic, partitions, settings }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor,
      configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
    })),
  });
  await untilLed(
    admin,
    missing.map(({ topic }) => topic),
  );
}

async function untilLed(admin: Admin, topics: readonly string[]): Promise<void> {
  const deadline = AbortSignal.timeout(WITHIN_MS);
  while (!deadline.aborted) {
    if (await allAreLed(admin, topics)) return;
    await pause(LOOK_AGAIN_MS, deadline);
  }
  throw new Error(`After ${WITHIN_MS / 1000} s not all of these topics have leaders: ${topics.join(', ')}`);
}

/**
 * Whether leaders are named, and know it: a broker is named before it leads. A send between the two appends to the
 * partitions that are led already, fails for the others, and is sent again whole, which doubles what was appended.
 */
async function allAreLed(admin: Admin, names: readonly string[]): Promise<boolean> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [...names] });
    if (topics.some(({ partitions }) => partitions.length === 0 || partitions.some(({ leader }) => leader < 0))) {
      return false;
    }
    await Promise.all(names.map((topic) => admin.fetchTopicOffsets(topic)));
    return true;
  } catch {
    return false;
  }
}

async function differencesOf(admin: Admin, specs: readonly TopicSpec[]): Promise<readonly TopicDifference[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: specs.map(({ topic }) => topic) });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: specs.map(({ topic, settings }) => ({
      type: ConfigResourceTypes.TOPIC,
      name: topic,
      configNames: Object.keys(settings),
    })),
  });
  return specs.flatMap(({ topic, partitions, settings }) => {
    const found = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
    const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
    const valueOf = (name: string): string => entries.find(({ configName }) => configName === name)?.configValue ?? '';
    return [
      ...(found < partitions ? [{ topic, what: 'partitions', wanted: String(partitions), found: String(found) }] : []),
      ...Object.entries(settings)
        .filter(([name, wanted]) => valueOf(name) !== wanted)
        .map(([name, wanted]) => ({ topic, what: name, wanted, found: valueOf(name) })),
    ];
  });
}
