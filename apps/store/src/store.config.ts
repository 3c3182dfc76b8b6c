import { databaseUrl, groupId, port, serviceSettings } from '@sitrep/config';
import { z } from 'zod';

const count = z.coerce.number({ error: 'is not a number' }).int('is not a whole number');
const poolSize = count.min(1, 'is below 1').max(100, 'is above 100');
const timeoutMs = count.min(100, 'is below 100').max(600_000, 'is above 600000');
const originList = z
  .string()
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .refine(
    (origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'is not a list of origins, https://host, separated by commas',
  );
const database = databaseUrl.describe('the PostgreSQL database, postgres://user:password@host:port/database');

const readDatabase = databaseUrl
  .optional()
  .describe('the same database for a role that only reads; not set: as DATABASE_URL');

/** Settings of the store. */
export const storeConfig = z.object({
  ...serviceSettings,
  DATABASE_URL: database,
  READ_DATABASE_URL: readDatabase,
  SITREP_PORT: port.default(3000).describe('the port of the API and the page; 0: any free one, which the log tells'),
  SITREP_GROUP_ID: groupId('sitrep-store'),
  CURSOR_SECRET: z
    .string()
    .min(32, 'has fewer than 32 characters')
    .optional()
    .describe('signs page cursors, the same for all instances; not set, one is made that ends with the process'),
  ADMIN_KEY: z
    .string()
    .regex(/^[\w.~+/-]{32,400}=*$/, 'is not 32 or more letters, digits and . _ ~ + / -')
    .optional()
    .describe('a key that may do everything; not set, the first key is made from this machine without one'),
  OPEN_READING: z
    .enum(['auto', 'yes', 'no'])
    .default('auto')
    .describe('whether reading needs no key; auto: only where HOST is loopback'),
  RATE_LIMIT: count
    .min(0, 'is below 0')
    .optional()
    .describe('requests a minute of a key, or of an address without one; 0: no limit; not set: 3000, 0 on loopback'),
  CORS_ORIGINS: originList
    .default([])
    .describe('origins whose pages may use the API with a key, https://host, several separated by commas'),
  CHANGE_RETENTION_HOURS: count
    .min(1, 'is below 1')
    .max(8_760, 'is above 8760')
    .default(168)
    .describe('how long the change feed is kept, in hours; whoever is further behind begins anew'),
  STREAM_LIMIT: count
    .min(1, 'is below 1')
    .max(10_000, 'is above 10000')
    .default(200)
    .describe('most streams of changes at once, at each instance; the next is refused with 503'),
  WEBHOOK_REACH: z
    .enum(['public', 'loopback'])
    .default('public')
    .describe('where webhooks may lead; loopback: to this machine too, for tests and for use at home'),
  WRITE_POOL_SIZE: poolSize.default(4).describe('most database connections for writing'),
  READ_POOL_SIZE: poolSize.default(8).describe('most database connections for the API'),
  WRITE_TIMEOUT_MS: timeoutMs.default(20_000).describe('longest run of one statement that writes, in milliseconds'),
  READ_TIMEOUT_MS: timeoutMs.default(5_000).describe('longest run of one query of the API, in milliseconds'),
});

/** Settings of `npm run migrate`. */
export const migrateConfig = z.object({
  DATABASE_URL: database,
  READ_DATABASE_URL: readDatabase,
  MIGRATE_DATABASE_URL: databaseUrl
    .optional()
    .describe('the same database for the role that owns the tables; not set: as DATABASE_URL'),
  LOG_LEVEL: serviceSettings.LOG_LEVEL,
});
