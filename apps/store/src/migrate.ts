import 'reflect-metadata';

import { loadConfig, runConfigured } from '@sitrep/config';
import { createLogger } from '@sitrep/observability';

import { grantRoles } from './persistence/database-roles.js';
import { migrateDatabase } from './persistence/migrate-database.js';
import { migrateConfig } from './store.config.js';

/** `npm run migrate`: brings the database to the newest schema and ends. */
await runConfigured(async () => {
  const config = loadConfig(migrateConfig, process.env);
  const logger = createLogger('migrate', config.LOG_LEVEL);
  const { DATABASE_URL, READ_DATABASE_URL = DATABASE_URL, MIGRATE_DATABASE_URL = DATABASE_URL } = config;
  const done = await migrateDatabase(MIGRATE_DATABASE_URL);
  await grantRoles(MIGRATE_DATABASE_URL, { writerUrl: DATABASE_URL, readerUrl: READ_DATABASE_URL });
  logger.info({ migrations: done }, done.length === 0 ? 'the schema is current' : 'the schema was migrated');
});
