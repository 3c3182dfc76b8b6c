import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

import { brokerList, ConfigError, loadConfig } from '@sitrep/config';
import { z } from 'zod';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';

const httpAddress = z
  .string()
  .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'is not an http(s) address')
  .transform((url) => url.replace(/\/+$/, ''));

const cliConfig = z.object({
  KAFKA_BROKERS: brokerList.default(['127.0.0.1:9092']).describe('the Kafka brokers, host:port, separated by commas'),
  SITREP_URL: httpAddress.default('http://127.0.0.1:3000').describe("the address of the store's API"),
});

/** Where Kafka and the API are. */
export type CliSettings = Readonly<z.output<typeof cliConfig>>;

/** Reads the settings: from the environment, else from a running `npm start`, else the usual addresses. */
export function cliSettings({ env, directory }: CliContext): CliSettings {
  try {
    const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
    return loadConfig(cliConfig, { ...addressesOfStart(env, directory), ...set });
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(EXIT.usage, error.message, { cause: error });
    throw error;
  }
}

/** `npm start` leaves its addresses in a file for as long as it runs. */
function addressesOfStart(env: CliContext['env'], directory: string): Readonly<Record<string, string | undefined>> {
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  const dataDirectory = env['SITREP_DATA_DIR'] ? resolve(directory, env['SITREP_DATA_DIR']) : join(root, '.sitrep');
  try {
    return parseEnv(readFileSync(join(dataDirectory, 'environment'), 'utf8'));
  } catch {
    return {};
  }
}
