import type { Logger } from '@sitrep/observability';
import type { Kafka as KafkaClient, LogEntry, Producer } from 'kafkajs';

import { Kafka, logLevel } from './kafkajs/mended.js';
import { javaPartitioner } from './partitioner.js';

/**
 * Requests are given up after 15 s (a broker answers within milliseconds, or not at all), connections after 3 s.
 * Waits between attempts grow from 0.2 s to 2 s, so that work goes on seconds after a broker came back; kafkajs's own
 * limit of 30 s made that 42 s.
 */
const CLIENT_OPTIONS = { connectionTimeout: 3_000, requestTimeout: 15_000 };
const BACK_OFF = { initialRetryTime: 200, maxRetryTime: 2_000 };

/** How often a client tries: whoever asks a question wants to know when there is no answer; see {@link patientClient}. */
const ATTEMPTS = 8;

/** A kafkajs client whose log goes to ours. It gives up after about 10 s without a broker. */
export function createKafkaClient(brokers: readonly string[], clientId: string, logger: Logger): KafkaClient {
  return clientWith(ATTEMPTS, brokers, clientId, logger);
}

/**
 * A client for consumers, which never gives up: a consumer that does is begun anew by kafkajs as another member, and the
 * group waits a whole session for the one that it was.
 */
export function patientClient(brokers: readonly string[], clientId: string, logger: Logger): KafkaClient {
  return clientWith(Number.MAX_SAFE_INTEGER, brokers, clientId, logger);
}

function clientWith(retries: number, brokers: readonly string[], clientId: string, logger: Logger): KafkaClient {
  return new Kafka({
    ...CLIENT_OPTIONS,
    retry: { ...BACK_OFF, retries },
    brokers: [...brokers],
    clientId,
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => writeLog(logger, entry),
  });
}

/**
 * A producer that sends in order, waits for all in-sync replicas (its sends say so), makes no topics, and puts a key
 * on the partition that Java's producer would.
 *
 * It is not idempotent: a retry may append twice, and every consumer here expects that. It gives up after about 3 s, so
 * that an outage is seen as one, and the waiting is done where the partition can be paused.
 */
export function createProducer(kafka: KafkaClient): Producer {
  return kafka.producer({
    createPartitioner: javaPartitioner,
    allowAutoTopicCreation: false,
    idempotent: false,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
  });
}

const LEVELS = { [logLevel.ERROR]: 'warn', [logLevel.WARN]: 'warn' } as const;

/** kafkajs tells of each failed connection at `error`, several times a second; what matters of it is told by us. */
function writeLog(logger: Logger, { level, namespace, log }: LogEntry): void {
  const { message, timestamp: _, logger: __, ...details } = log;
  const isNoise = namespace === 'Connection' || namespace === 'BrokerPool';
  const name = !isNoise && level in LEVELS ? LEVELS[level as keyof typeof LEVELS] : 'debug';
  logger[name]({ kafkajs: namespace, ...details }, message);
}
