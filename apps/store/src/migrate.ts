import 'reflect-metadata';

import { loadConfig, runConfigured } from '@sitrep/config';
import { createLogger } from '@sitrep/observability';

import { migrateDatabase } from './persistence/migrate-database.js';
import { migrateConfig } from './store.config.js';

/** `npm run migrate`: brings the database to the newest schema and ends. */
await runConfigured(async () => {
  const config = loadConfig(migrateConfig, process.env);
  const logger = createLogger('migrate', config.LOG_LEVEL);
  const done = await migrateDatabase(config.DATABASE_URL);
  logger.info({ migrations: done }, done.length === 0 ? 'the schema is current' : 'the schema was migrated');
});
