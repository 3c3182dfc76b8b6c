import { join } from 'node:path';

import { LocalStackError } from './local-stack-error.js';
import { runCommand } from './run-command.js';

/** Kafka 4's broker needs Java 17 or later (KIP-1013). */
const OLDEST_JAVA = 17;

/** The feature release that `java -version` speaks of: 8 for `1.8.0_402`, 17 for `17.0.15`; undefined when it names none. */
export function javaRelease(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}

/**
 * The `java` to use: that of JAVA_HOME when it is set, else the first on the PATH.
 *
 * @throws LocalStackError when there is none or it is too old
 */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const command = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const { code, output } = await runCommand(command, ['-version'], { env });
  const advice =
    `install Java ${OLDEST_JAVA} or later (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install ` +
    'openjdk@17), or set KAFKA_BROKERS to a Kafka that runs already.';
  if (code !== 0) {
    const place = env['JAVA_HOME']
      ? `JAVA_HOME (${env['JAVA_HOME']}) has no working bin/java`
      : 'Java is not installed';
    throw new LocalStackError(`${place}, and the local Kafka needs it: ${advice}`);
  }
  const release = javaRelease(output);
  if (release !== undefined && release < OLDEST_JAVA) {
    throw new LocalStackError(`Java ${release} (${command}) is too old for Kafka: ${advice}`);
  }
  return command;
}
