import type { ConsumerConfig } from 'kafkajs';

/** How often the group is told that we live: four of five may be lost. */
export const HEARTBEAT_MS = 3_000;

/**
 * Partitions whose batches are worked on at once. The work of one is CPU, of another it is waiting for the broker's
 * acknowledgement; with three there is always one to compute. More only hold more batches in memory.
 */
export const PARTITIONS_AT_ONCE = 3;

const MEBIBYTE = 1024 * 1024;

/** How kafkajs consumes here. */
export const CONSUMER_OPTIONS: Omit<ConsumerConfig, 'groupId'> = {
  /**
   * The group waits so long for a consumer that was killed before others get its partitions: also for the one that is
   * started in its place, so it is what a kill costs.
   */
  sessionTimeout: 15_000,
  heartbeatInterval: HEARTBEAT_MS,
  /** How long members may take to finish their batch when another one comes or goes. */
  rebalanceTimeout: 60_000,
  /** A lone record is handed out at once, not when more have come. */
  minBytes: 1,
  /** How long the broker holds a fetch without records; a shutdown and a resumed partition wait for it. */
  maxWaitTimeInMs: 500,
  /** About 2,000 sentences. A larger record comes alone. */
  maxBytesPerPartition: MEBIBYTE,
  /** Bounds the memory of a fetch: about four partitions' worth, ten times of which are alive while it is worked on. */
  maxBytes: 4 * MEBIBYTE,
  /** New partitions are found within a minute. */
  metadataMaxAge: 60_000,
  allowAutoTopicCreation: false,
  /** Never gives up on what may pass: see `patientClient`. The lag watch judges whether things move. */
  retry: {
    initialRetryTime: 200,
    maxRetryTime: 2_000,
    retries: Number.MAX_SAFE_INTEGER,
    restartOnFailure: async () => true,
  },
};
