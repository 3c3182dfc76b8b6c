import { once } from 'node:events';
import { connect } from 'node:net';

import { createKafkaClient } from '@sitrep/messaging/client';
import type { Kafka } from 'kafkajs';
import { destination, pino } from 'pino';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { cliSettings } from './settings.js';
import { whileWaiting } from './status-line.js';

const ANSWER_WITHIN_MS = 3_000;

/** A client of the Kafka that the settings name, and where it is. */
export interface KafkaAccess {
  readonly kafka: Kafka;
  /** `host:port`, several separated by commas. */
  readonly address: string;
  readonly logger: ReturnType<typeof quietLogger>;
}

/**
 * Makes a client of Kafka when a broker takes a connection; the client itself would try for long before it gives up.
 *
 * @throws CommandFailure (unreachable) when none does
 */
export async function reachKafka(context: CliContext): Promise<KafkaAccess> {
  const { brokers } = cliSettings(context);
  const address = brokers.join(',');
  try {
    await whileWaiting(context, `Kafka at ${address}`, Promise.any(brokers.map(takesConnection)));
  } catch (error) {
    throw kafkaFailure(address, error);
  }
  const logger = quietLogger(context);
  return { kafka: createKafkaClient(brokers, 'sitrep-cli', logger), address, logger };
}

/** What Kafka's client threw, for a person. */
export function kafkaFailure(address: string, cause: unknown): CommandFailure {
  if (cause instanceof CommandFailure) return cause;
  if (brokerIsAway(cause)) {
    const advice = 'Start one (`npm start`), or set KAFKA_BROKERS.';
    return new CommandFailure(EXIT.unreachable, `No Kafka broker answers at ${address}.`, { advice, cause });
  }
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CommandFailure(EXIT.unreachable, `Kafka at ${address} refused: ${why}`, { cause });
}

const AWAY = /^(?:KafkaJSConnection|KafkaJSRequestTimeout|KafkaJSBrokerNotFound|AggregateError)/;

/** kafkajs wraps what happened in what it gave up for. */
function brokerIsAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (AWAY.test(cause.name)) return true;
  return error instanceof AggregateError;
}

async function takesConnection(broker: string): Promise<void> {
  const [host = '', port] = broker.split(':');
  const socket = connect({ host, port: Number(port) });
  const timer = setTimeout(() => socket.destroy(new Error(`${broker} does not answer`)), ANSWER_WITHIN_MS);
  try {
    await once(socket, 'connect');
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

/** The client's log is for those who look for a fault, and never on standard output. */
const quietLogger = ({ env }: CliContext) =>
  pino({ level: env['SITREP_DEBUG'] === '1' ? 'debug' : 'silent' }, destination({ fd: 2, sync: true }));
