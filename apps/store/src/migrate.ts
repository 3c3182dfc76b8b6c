import 'reflect-metadata';

import { ConfigError, loadConfig } from '@sitrep/config';
import { createLogger } from '@sitrep/observability';

import { migrateDatabase } from './persistence/migrate-database.js';
import { migrateConfig } from './store.config.js';

/** `npm run migrate`: brings the database to the newest schema and ends. Exit code 0, or 1 with the reason. */
async function main(): Promise<void> {
  const config = loadConfig(migrateConfig, process.env);
  const logger = createLogger('migrate', config.LOG_LEVEL);
  const done = await migrateDatabase(config.DATABASE_URL);
  logger.info({ migrations: done }, done.length === 0 ? 'the schema is current' : 'the schema was migrated');
}

try {
  await main();
} catch (error) {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `Migrating failed: ${String(error)}\n`);
  process.exitCode = 1;
}
