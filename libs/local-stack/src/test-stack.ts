import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type TestStack, startLocalStack } from './local-stack.js';

/**
 * Starts the stack that the tests run on: containers when SITREP_TEST_STACK is `containers`, else the embedded one in
 * a temporary directory with free ports. KAFKA_BROKERS and DATABASE_URL are used instead where they are set.
 *
 * Its `stop()` forgets the data as well.
 *
 * @param env normally `process.env`
 */
export async function startTestStack(env: NodeJS.ProcessEnv): Promise<TestStack> {
  if (env['SITREP_TEST_STACK'] === 'containers') {
    const { startContainerStack } = await import('./container-stack.js');
    return startContainerStack();
  }
  const dataDirectory = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  // As root Postgres runs as another user, who must be able to enter.
  chmodSync(dataDirectory, 0o755);
  const forget = () => rmSync(dataDirectory, { recursive: true, force: true });
  const { KAFKA_BROKERS: kafkaBrokers, DATABASE_URL: databaseUrl } = env;
  try {
    const stack = await startLocalStack({ dataDirectory, env, kafkaBrokers, databaseUrl });
    const stop = async (): Promise<void> => {
      await stack.stop();
      forget();
    };
    return { kafkaBrokers: stack.kafkaBrokers, databaseUrl: stack.databaseUrl, stop };
  } catch (error) {
    forget();
    throw error;
  }
}
