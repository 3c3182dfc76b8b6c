import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { LocalStackError, codeOf } from './local-stack-error.js';

/** What `npm start` was asked to do. */
export interface StartOptions {
  readonly fresh: boolean;
  /** Absolute path of the article to feed; undefined means the sample. */
  readonly article: string | undefined;
  /** Port of the store's API and page. */
  readonly port: number;
  /** Whether the port was asked for: then no other one will do. */
  readonly portIsWanted: boolean;
  readonly dataDirectory: string;
  readonly kafkaBrokers: string | undefined;
  readonly databaseUrl: string | undefined;
}

/** The port of the API when nobody asks for another one. */
const DEFAULT_PORT = 3000;

function parseArguments(args: readonly string[]): { readonly fresh: boolean; readonly article?: string | undefined } {
  try {
    const options = { fresh: { type: 'boolean', default: false }, article: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (codeOf(error)?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    throw new LocalStackError(`${(error as Error).message.split('.')[0]}: \`npm start -- --help\` lists the options.`);
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new LocalStackError(`SITREP_PORT is ${JSON.stringify(text)}: set it to a port number from 1 to 65535.`);
}

/** The host and port of the first broker and of the database are tried before anything is started. */
export function addressOf(setting: 'KAFKA_BROKERS' | 'DATABASE_URL', value: string): { host: string; port: number } {
  try {
    const text = setting === 'KAFKA_BROKERS' ? `kafka://${value.split(',')[0]?.trim()}` : value;
    const { protocol, hostname, port } = new URL(text);
    const expected = setting === 'KAFKA_BROKERS' ? /^kafka:$/ : /^postgres(ql)?:$/;
    if (!expected.test(protocol) || hostname === '') throw new TypeError('not of the expected form');
    const usual = setting === 'KAFKA_BROKERS' ? 9092 : 5432;
    return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? usual : Number(port) };
  } catch {
    const form =
      setting === 'KAFKA_BROKERS'
        ? 'host:port, several separated by commas'
        : 'postgres://user:password@host:port/database';
    // The value may hold a password, so it is not repeated.
    throw new LocalStackError(`${setting} is not of the form ${form}: correct it, or unset it to use the local one.`);
  }
}

/**
 * Reads the arguments and the environment. An empty variable counts as not set.
 *
 * @param cwd the directory that relative paths start from
 * @param calledFrom the directory that the person was in, from which the article's path starts
 * @throws LocalStackError that names what is wrong
 */
export function startOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
  calledFrom = env['INIT_CWD'] ?? cwd,
): StartOptions {
  const { fresh, article } = parseArguments(args);
  const set = (name: string): string | undefined => env[name]?.trim() || undefined;
  const port = set('SITREP_PORT');
  const options: StartOptions = {
    fresh,
    article: article === undefined || isAbsolute(article) ? article : resolve(calledFrom, article),
    port: port === undefined ? DEFAULT_PORT : parsePort(port),
    portIsWanted: port !== undefined,
    dataDirectory: resolve(cwd, set('SITREP_DATA_DIR') ?? '.sitrep'),
    kafkaBrokers: set('KAFKA_BROKERS'),
    databaseUrl: set('DATABASE_URL'),
  };
  if (options.kafkaBrokers) addressOf('KAFKA_BROKERS', options.kafkaBrokers);
  if (options.databaseUrl) addressOf('DATABASE_URL', options.databaseUrl);
  return options;
}
