import { loadConfig, runConfigured } from '@sitrep/config';
import { runService } from '@sitrep/messaging';
import { createLogger } from '@sitrep/observability';

import { accessPolicy } from './access/access-policy.js';
import { Database } from './persistence/database.js';
import { HttpApp } from './query/http-app.js';
import { findPage } from './query/http/page.js';
import { storeConfig } from './store.config.js';
import { StoreModule } from './store.module.js';

await runConfigured(async () => {
  const config = loadConfig(storeConfig, process.env);
  const logger = createLogger('store', config.LOG_LEVEL);
  const http = new HttpApp(logger, accessPolicy(config), findPage());
  // The database first: a consumer that could not write would only take records to give them back.
  const database = await Database.open({
    databaseUrl: config.DATABASE_URL,
    readDatabaseUrl: config.READ_DATABASE_URL,
    writePoolSize: config.WRITE_POOL_SIZE,
    readPoolSize: config.READ_POOL_SIZE,
    writeTimeoutMs: config.WRITE_TIMEOUT_MS,
    readTimeoutMs: config.READ_TIMEOUT_MS,
    onWarning: (message, error) => logger.warn({ err: error }, message),
  });
  await runService({
    name: 'store',
    logger,
    kafka: { brokers: config.KAFKA_BROKERS, groupId: config.SITREP_GROUP_ID },
    http: { host: config.HOST, port: config.SITREP_PORT },
    deadLetterLimit: { maxRatio: config.DEAD_LETTER_MAX_RATIO, maxConsecutive: config.DEAD_LETTER_MAX_CONSECUTIVE },
    module: (parts) =>
      StoreModule.with({
        ...parts,
        logger,
        database,
        cursorSecret: config.CURSOR_SECRET,
        streamLimit: config.STREAM_LIMIT,
        feed: { changeRetentionHours: config.CHANGE_RETENTION_HOURS, webhookReach: config.WEBHOOK_REACH },
      }),
    adapter: http.createAdapter(),
    configure: (app) => http.configure(app),
  });
});
