import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { LocalStackError, explainFileError } from './local-stack-error.js';

/** A new Postgres cluster and an empty broker take about 50 MB; the rest is room for a first working day. */
const LEAST_FREE_BYTES = 300 * 1024 * 1024;

/** Where everything of one local stack lies. Nothing is written outside, but for the cache of Kafka's jars. */
export interface DataDirectory {
  readonly root: string;
  /** Says that `data` was made by us and may be deleted by `--fresh`. */
  readonly marker: string;
  readonly lock: string;
  readonly data: string;
  readonly kafka: string;
  readonly postgres: string;
  readonly postgresPassword: string;
  /** The key of an admin of the API. */
  readonly adminKey: string;
  /** Configuration that is written anew at each start. */
  readonly run: string;
  readonly logs: string;
  /** KAFKA_BROKERS, DATABASE_URL, SITREP_URL and SITREP_KEY of what runs, one `NAME=value` a line; gone when it is stopped. */
  readonly environment: string;
}

/** The paths inside a data directory; touches nothing. */
export function layoutOf(directory: string): DataDirectory {
  const root = resolve(directory);
  const data = join(root, 'data');
  return {
    root,
    marker: join(root, 'data', 'MADE-BY-SITREP'),
    lock: join(root, 'lock.json'),
    data,
    kafka: join(data, 'kafka'),
    postgres: join(data, 'postgres'),
    postgresPassword: join(data, 'postgres.password'),
    adminKey: join(data, 'admin.key'),
    run: join(root, 'run'),
    logs: join(root, 'logs'),
    environment: join(root, 'environment'),
  };
}

/**
 * Makes the directory itself, so that it can be locked.
 *
 * @throws LocalStackError when it cannot be written
 */
export function makeRoot(at: DataDirectory): void {
  try {
    mkdirSync(at.root, { recursive: true });
    probe(at.root);
  } catch (error) {
    throw explainFileError(error, at.root);
  }
}

/**
 * Makes the directories inside that are missing.
 *
 * @throws LocalStackError when they cannot be written, the disk is full, or `data` belongs to something else
 */
export function prepare(at: DataDirectory): void {
  try {
    if (existsSync(at.data) && !existsSync(at.marker)) {
      throw new LocalStackError(`${at.data} was not made by Sitrep: set SITREP_DATA_DIR to another directory.`);
    }
    for (const directory of [at.data, at.run, at.logs]) mkdirSync(directory, { recursive: true });
    writeFileSync(at.marker, 'Sitrep keeps its local Kafka and Postgres here. `npm start -- --fresh` deletes them.\n');
    // A directory of another user may let us read it and write one file, and still not these.
    for (const directory of [at.data, at.run, at.logs]) probe(directory);
  } catch (error) {
    throw explainFileError(error, at.root);
  }
  const { bavail, bsize } = statfsSync(at.root);
  if (bavail * bsize < LEAST_FREE_BYTES) {
    throw new LocalStackError(
      `The disk of ${at.root} has less than 300 MB left: free some, or set SITREP_DATA_DIR to a directory on another disk.`,
    );
  }
}

function probe(directory: string): void {
  const file = join(directory, `.probe-${process.pid}`);
  writeFileSync(file, '');
  rmSync(file);
}

/**
 * Deletes the data of an earlier start (never the logs), so that the next one begins anew.
 *
 * @throws LocalStackError when the data was not made by us or cannot be deleted
 */
export function forgetData(at: DataDirectory): void {
  if (!existsSync(at.data)) return;
  if (!existsSync(at.marker)) {
    throw new LocalStackError(`${at.data} was not made by Sitrep, so it is not deleted: remove it yourself.`);
  }
  try {
    // The marker goes last: a deletion that was cut short can be repeated.
    for (const part of [at.kafka, at.postgres, at.postgresPassword]) rmSync(part, { recursive: true, force: true });
    rmSync(at.data, { recursive: true, force: true });
  } catch (error) {
    throw explainFileError(error, at.data);
  }
}
