/** The largest record the broker takes, in bytes: topics set their own limits below it, dead letters need the most. */
const LARGEST_RECORD_BYTES = 64 * 1024 * 1024;

/** Ports of the one node: clients talk to `broker`, the node to itself over `controller`. */
export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
}

/** `server.properties` of a single KRaft node that listens on the loopback only. */
export function serverProperties(ports: KafkaPorts, dataDirectory: string): string {
  const properties: Readonly<Record<string, string | number | boolean>> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `BROKER://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': `BROKER://127.0.0.1:${ports.broker}`,
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'BROKER',
    // A comma would part two directories and a backslash begins an escape: both are refused before we come here.
    'log.dirs': dataDirectory,
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'message.max.bytes': LARGEST_RECORD_BYTES,
    'replica.fetch.max.bytes': LARGEST_RECORD_BYTES,
    'log.cleaner.dedupe.buffer.size': 32 * 1024 * 1024,
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** Logs what is worth reading, and the one line that says that the broker is up. */
export const log4jProperties = `rootLogger.level=WARN
rootLogger.appenderRef.out.ref=out
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %c{1} %m%n
logger.ready.name=kafka.server.KafkaRaftServer
logger.ready.level=INFO
`;
