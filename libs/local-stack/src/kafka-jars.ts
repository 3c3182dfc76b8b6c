import { createHash, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { LocalStackError, codeOf, explainFileError } from './local-stack-error.js';
import type { CommandOptions, CommandResult } from './run-command.js';

const kafkaFolder = fileURLToPath(new URL('../kafka/', import.meta.url));
const pomFile = join(kafkaFolder, 'pom.xml');

/** The jars that Maven must bring, each with the SHA-256 of its bytes, as in the committed list. */
function expectedJars(): ReadonlyMap<string, string> {
  return parseChecksums(readFileSync(join(kafkaFolder, 'jars.sha256'), 'utf8'));
}

/** Reads the format of `sha256sum`: hash, two spaces, name. */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** Where caches go: XDG_CACHE_HOME, else ~/.cache, else (no home that can be written) into the data directory. */
export function cacheDirectory(env: NodeJS.ProcessEnv, dataRoot: string): string {
  const home = env['HOME'] ?? homedir();
  for (const base of [env['XDG_CACHE_HOME'], home && join(home, '.cache')]) {
    if (!base?.startsWith('/')) continue;
    try {
      const directory = join(base, 'sitrep');
      mkdirSync(directory, { recursive: true });
      accessSync(directory, constants.W_OK);
      return directory;
    } catch {
      // Not here: a home that is missing or read-only is no reason to fail.
    }
  }
  return join(dataRoot, 'cache');
}

/** What fetching the jars needs. */
export interface JarRequest {
  readonly env: NodeJS.ProcessEnv;
  readonly dataRoot: string;
  /** Told when Maven is needed. */
  readonly onFetch: () => void;
  /** Runs Maven. */
  readonly run: (command: string, args: readonly string[], options: CommandOptions) => Promise<CommandResult>;
}

/**
 * The directory with Kafka's jars, fetched by Maven when they are not in the cache yet. Several starts may fetch at
 * once: each into a directory of its own that is renamed when it is complete, and the first one wins.
 *
 * @throws LocalStackError when there is no Maven, the network fails, the disk is full, or a jar is not the expected one
 */
export async function kafkaJars({ env, dataRoot, onFetch, run }: JarRequest): Promise<string> {
  const jars = expectedJars();
  const version = createHash('sha256')
    .update(JSON.stringify([...jars]))
    .digest('hex')
    .slice(0, 12);
  const cache = cacheDirectory(env, dataRoot);
  const complete = join(cache, `kafka-jars-${version}`);
  const isComplete = () => [...jars.keys()].every((jar) => existsSync(join(complete, jar)));
  if (isComplete()) return complete;
  onFetch();
  const mine = join(cache, `kafka-jars-${version}.${randomUUID()}`);
  try {
    mkdirSync(mine, { recursive: true });
    await fetchWithMaven(mine, cache, { env, run });
    verify(mine, jars);
    if (existsSync(complete) && !isComplete()) rmSync(complete, { recursive: true, force: true });
    renameSync(mine, complete);
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    const lostTheRace = ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '') && isComplete();
    if (!lostTheRace) throw explainFileError(error, cache);
  }
  return complete;
}

function verify(directory: string, jars: ReadonlyMap<string, string>): void {
  for (const [jar, sha256] of jars) {
    const file = join(directory, jar);
    if (existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') === sha256) continue;
    throw new LocalStackError(
      `Maven brought ${jar} with other bytes than libs/local-stack/kafka/jars.sha256 expects: ` +
        'remove it from ~/.m2/repository and start again, or check your Maven mirror.',
    );
  }
}

async function fetchWithMaven(
  into: string,
  cache: string,
  { env, run }: Pick<JarRequest, 'env' | 'run'>,
): Promise<void> {
  const goals = ['dependency:copy-dependencies', `-DoutputDirectory=${into}`, '-DincludeScope=runtime'];
  const args = ['-B', '-q', '-f', pomFile, ...goals, ...localRepository(cache)];
  const { code, failure, output } = await run('mvn', args, { env });
  if (code !== 0) throw new LocalStackError(explainMaven(failure, output));
}

/**
 * Maven keeps its downloads in ~/.m2, where ~ is what the system's list of users says, not HOME. A user who is not in
 * the list, or whose home cannot be written, has them beside ours.
 */
function localRepository(cache: string): readonly string[] {
  try {
    const repository = join(userInfo().homedir, '.m2', 'repository');
    mkdirSync(repository, { recursive: true });
    accessSync(repository, constants.W_OK);
    return [];
  } catch {
    return [`-Dmaven.repo.local=${join(cache, 'm2')}`];
  }
}

/** One sentence about a Maven that failed, with what to do. */
export function explainMaven(failure: string | undefined, output: string): string {
  if (failure !== undefined) {
    return (
      "Maven (mvn) is not installed, and the first start needs it to fetch Kafka's jars: install it (Debian, Ubuntu: " +
      'apt-get install maven; macOS: brew install maven), or set KAFKA_BROKERS to a Kafka that runs already.'
    );
  }
  if (/No space left on device/.test(output)) return 'The disk is full: free about 500 MB and start again.';
  const reason = /\[ERROR\] (.*)/.exec(output)?.[1]?.replace(/ -> \[Help.*$/, '') ?? 'it gave no reason';
  return `Maven could not fetch Kafka's jars: check the network (or the mirror in ~/.m2/settings.xml) and start again. Maven says: ${reason.slice(0, 300)}`;
}
