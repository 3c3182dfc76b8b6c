import { brokerList, databaseUrl, port } from '@sitrep/config';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const logLevel = z.enum(LOG_LEVELS).default('info').describe('how much is logged, e.g. info');
const poolSize = z.coerce.number().int('is not a whole number').min(1).max(100);
const milliseconds = z.coerce.number().int('is not a whole number').min(100).max(600_000);
const database = databaseUrl.describe('the PostgreSQL database, postgres://user:password@host:port/database');

/** Settings of the store. */
export const storeConfig = z.object({
  KAFKA_BROKERS: brokerList.describe('the Kafka brokers, host:port, several separated by commas'),
  DATABASE_URL: database,
  HOST: z.string().default('127.0.0.1').describe('the address that the API listens on'),
  SITREP_PORT: port.default(3000).describe('the port of the API'),
  LOG_LEVEL: logLevel,
  SITREP_GROUP_ID: z
    .string()
    .regex(/^[\w.-]{1,200}$/, 'has characters other than letters, digits, dot, dash and underscore')
    .default('sitrep-store')
    .describe('the consumer group of the store'),
  CURSOR_SECRET: z
    .string()
    .min(32, 'has fewer than 32 characters')
    .optional()
    .describe('signs page cursors; not set, one is made at start, and cursors end with the process'),
  WRITE_POOL_SIZE: poolSize.default(4).describe('most database connections for writing'),
  READ_POOL_SIZE: poolSize.default(8).describe('most database connections for the API'),
  READ_TIMEOUT_MS: milliseconds.default(5_000).describe('longest run of one query of the API'),
  WRITE_TIMEOUT_MS: milliseconds.default(30_000).describe('longest run of one statement that writes'),
});

/** Settings of the store, read and checked. */
export type StoreConfig = Readonly<z.output<typeof storeConfig>>;

/** Settings of `npm run migrate`. */
export const migrateConfig = z.object({ DATABASE_URL: database, LOG_LEVEL: logLevel });
