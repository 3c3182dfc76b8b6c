import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';

import type { TestStack } from './local-stack.js';

const KAFKA_IMAGE = 'apache/kafka:4.3.1';
const POSTGRES_IMAGE = 'postgres:18';
const OUTSIDE_PORT = 9094;
const POSTGRES_PORT = 5432;
const START_SCRIPT = '/tmp/start-kafka.sh';
const STARTUP_TIMEOUT_MS = 120_000;

const kafkaEnvironment: Readonly<Record<string, string>> = {
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
  KAFKA_LISTENERS: `INSIDE://:9092,CONTROLLER://:9093,OUTSIDE://:${OUTSIDE_PORT}`,
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT,OUTSIDE:PLAINTEXT',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
  KAFKA_MESSAGE_MAX_BYTES: String(64 * 1024 * 1024),
  KAFKA_REPLICA_FETCH_MAX_BYTES: String(64 * 1024 * 1024),
  KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m',
};

/**
 * Starts Kafka and Postgres in containers of the official images, which a Docker engine must have or be able to fetch.
 *
 * @throws what testcontainers throws when no engine answers
 */
export async function startContainerStack(): Promise<TestStack> {
  const [kafka, postgres] = await Promise.allSettled([startKafkaContainer(), startPostgresContainer()]);
  const started = [kafka, postgres].flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  let stopping: Promise<unknown> | undefined;
  const stop = async (): Promise<void> =>
    void (await (stopping ??= Promise.all(started.map(async ({ container }) => container.stop()))));
  if (kafka.status === 'rejected' || postgres.status === 'rejected') {
    await stop();
    throw kafka.status === 'rejected' ? kafka.reason : (postgres as PromiseRejectedResult).reason;
  }
  return { kafkaBrokers: kafka.value.address, databaseUrl: postgres.value.address, stop };
}

interface StartedPart {
  readonly container: StartedTestContainer;
  readonly address: string;
}

async function startKafkaContainer(): Promise<StartedPart> {
  // Kafka must know the address its clients use, and the host's port is known only once the container runs:
  // it waits for the script that says it.
  const waiting = `waiting for ${START_SCRIPT}`;
  const container = await new GenericContainer(KAFKA_IMAGE)
    .withExposedPorts(OUTSIDE_PORT)
    .withEnvironment({ ...kafkaEnvironment })
    .withEntrypoint([
      'sh',
      '-c',
      `echo ${waiting}; while [ ! -f ${START_SCRIPT} ]; do sleep 0.1; done; exec bash ${START_SCRIPT}`,
    ])
    .withWaitStrategy(Wait.forLogMessage(waiting))
    .withStartupTimeout(STARTUP_TIMEOUT_MS)
    .start();
  const address = `${container.getHost()}:${container.getMappedPort(OUTSIDE_PORT)}`;
  const listeners = `INSIDE://localhost:9092,OUTSIDE://${address}`;
  const content = `export KAFKA_ADVERTISED_LISTENERS=${listeners}\nexec /etc/kafka/docker/run\n`;
  await container.copyContentToContainer([{ content, target: START_SCRIPT, mode: 0o755 }]);
  await untilOpen(container);
  return { container, address };
}

async function untilOpen(container: StartedTestContainer): Promise<void> {
  for (const until = Date.now() + STARTUP_TIMEOUT_MS; Date.now() < until;) {
    const { exitCode } = await container.exec(['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/9092']);
    if (exitCode === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Kafka did not open its port in ${STARTUP_TIMEOUT_MS / 1000} s`);
}

async function startPostgresContainer(): Promise<StartedPart> {
  const container = await new GenericContainer(POSTGRES_IMAGE)
    .withExposedPorts(POSTGRES_PORT)
    .withEnvironment({
      POSTGRES_USER: 'sitrep',
      POSTGRES_PASSWORD: 'sitrep',
      POSTGRES_DB: 'sitrep',
      POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8',
    })
    // The image starts the server twice: once to make the database, then to stay.
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
    .withStartupTimeout(STARTUP_TIMEOUT_MS)
    .start();
  const address = `postgres://sitrep:sitrep@${container.getHost()}:${container.getMappedPort(POSTGRES_PORT)}/sitrep`;
  return { container, address };
}
