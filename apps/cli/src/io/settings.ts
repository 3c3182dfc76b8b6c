import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

import { brokerList, ConfigError, loadConfig, port } from '@sitrep/config';
import { z } from 'zod';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { PROJECT_ROOT } from './project-root.js';

const httpAddress = z
  .string()
  .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'is not an http(s) address')
  .refine(
    (url) => new URL(url).username === '' && new URL(url).password === '',
    'has a name or password; a key goes to SITREP_KEY',
  )
  .transform((url) => url.replace(/\/+$/, ''));

const cliConfig = z.object({
  KAFKA_BROKERS: brokerList.default(['127.0.0.1:9092']).describe('the Kafka brokers, host:port, separated by commas'),
  SITREP_URL: httpAddress.optional().describe("the address of the store's API"),
  SITREP_KEY: z
    .string()
    .regex(/^[\w.~+/-]{1,500}=*$/, 'is not a key')
    .optional()
    .describe('a key of the API'),
  SITREP_PORT: port.default(3000).describe('the port of the API on this machine'),
});

/** Where Kafka and the API are. */
export interface CliSettings {
  readonly brokers: readonly string[];
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** Sent with each request; undefined: none is. */
  readonly apiKey: string | undefined;
}

/** Reads the settings: from the environment, else from a running `npm start`, else from `.env`, else the usual ones. */
export function cliSettings({ env }: Pick<CliContext, 'env'>, root = PROJECT_ROOT): CliSettings {
  const file = variablesIn(join(root, '.env'));
  const dataDirectory = env['SITREP_DATA_DIR'] || file['SITREP_DATA_DIR'] || '.sitrep';
  const running = variablesIn(join(resolve(root, dataDirectory), 'environment'));
  try {
    const config = loadConfig(cliConfig, { ...file, ...running, ...set(env) });
    return {
      brokers: config.KAFKA_BROKERS,
      apiUrl: config.SITREP_URL ?? `http://127.0.0.1:${config.SITREP_PORT}`,
      apiKey: config.SITREP_KEY,
    };
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(EXIT.usage, error.message, { cause: error });
    throw error;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The variables in a file of `NAME=value` lines; none when there is no such file. */
function variablesIn(file: string): Variables {
  try {
    return set(parseEnv(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** An empty variable counts as not set, and so does not hide another. */
const set = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
