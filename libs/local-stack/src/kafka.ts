import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DataDirectory } from './data-directory.js';
import { findJava } from './java.js';
import { kafkaJars } from './kafka-jars.js';
import { type KafkaPorts, log4jProperties, serverProperties } from './kafka-properties.js';
import { LocalStackError } from './local-stack-error.js';
import { lastLines } from './log-file.js';
import { freePort, portNear } from './ports.js';
import { EndedBeforeReady, explainEnd, portWasTaken, untilReady } from './ready.js';
import type { GuardedProcess, Supervisor } from './supervisor.js';

const JVM_FLAGS = [
  '-Xms256m',
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
];
const ATTEMPTS = 3;

/** A part of the stack that runs. */
export interface RunningPart {
  readonly process: GuardedProcess;
  /** On the loopback. */
  readonly port: number;
}

/** What starting a part needs to know. */
export interface PartContext {
  readonly at: DataDirectory;
  readonly env: NodeJS.ProcessEnv;
  readonly supervisor: Supervisor;
  /** Wanted; another one is used when it is taken. 0 stands for any. */
  readonly port: number;
  /** Told what takes long. */
  readonly onProgress: (doing: string) => void;
}

interface Kafka {
  readonly java: string;
  readonly flags: readonly string[];
}

/**
 * Starts a Kafka broker (one KRaft node) as a child process.
 *
 * @throws LocalStackError with what to do, when Java, Maven, the disk or a port stands in the way
 */
export async function startKafka(context: PartContext): Promise<RunningPart> {
  const { at, env } = context;
  // Kafka splits log.dirs at commas, and Java reads backslashes in properties as escapes.
  if (/[,\\]/.test(at.kafka)) {
    throw new LocalStackError(`Kafka cannot keep data in ${at.kafka}: set SITREP_DATA_DIR to a path without , and \\.`);
  }
  const java = await findJava(env);
  const jars = await kafkaJars({
    env,
    dataRoot: at.root,
    run: async (command, args, options) => context.supervisor.run(command, args, options),
    onFetch: () => context.onProgress("fetching Kafka's jars with Maven (54 MB, once)"),
  });
  const log4j = join(at.run, 'log4j2.properties');
  writeFileSync(log4j, log4jProperties);
  const flags = [...JVM_FLAGS, `-Dlog4j2.configurationFile=${log4j}`, '-cp', join(jars, '*')];
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(context, { java, flags });
    } catch (error) {
      if (!(error instanceof EndedBeforeReady)) throw error;
      if (!portWasTaken(error) || attempt === ATTEMPTS) throw explainEnd(error, join(at.logs, 'kafka.log'));
    }
  }
}

async function startOnce(context: PartContext, { java, flags }: Kafka): Promise<RunningPart> {
  const { at, env, supervisor } = context;
  const broker = await portNear(context.port);
  const ports: KafkaPorts = { broker, controller: await freePort([broker]) };
  const properties = join(at.run, 'server.properties');
  if (!existsSync(join(at.kafka, 'meta.properties'))) await format(context, { java, flags }, ports);
  writeFileSync(properties, serverProperties(ports, at.kafka));
  const process = await supervisor.start({
    name: 'Kafka',
    command: java,
    args: [...flags, 'kafka.Kafka', properties],
    env,
    logFile: join(at.logs, 'kafka.log'),
    signal: 'SIGTERM',
    graceMs: 20_000,
  });
  await untilReady(process, { port: ports.broker, logLine: 'Kafka Server started', timeoutMs: 90_000 });
  return { process, port: ports.broker };
}

/** Formats beside the final place and renames: a format that was cut short never looks like a broker's data. */
async function format({ at, env, supervisor }: PartContext, { java, flags }: Kafka, ports: KafkaPorts): Promise<void> {
  const unfinished = `${at.kafka}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(at.kafka, { recursive: true, force: true });
  const properties = join(at.run, 'format.properties');
  writeFileSync(properties, serverProperties(ports, unfinished));
  // One argument: an id may begin with a hyphen, and would be taken for a flag.
  const clusterId = `--cluster-id=${randomBytes(16).toString('base64url')}`;
  const args = [...flags, 'kafka.tools.StorageTool', 'format', clusterId, '--config', properties];
  const { code, output } = await supervisor.run(java, args, { env });
  if (code !== 0) throw explainEnd(new EndedBeforeReady('Kafka', lastLines(output, 20).join('\n')), properties);
  renameSync(unfinished, at.kafka);
}
