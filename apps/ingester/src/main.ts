import { loadConfig, runConfigured } from '@sitrep/config';
import { runService } from '@sitrep/messaging';
import { createLogger } from '@sitrep/observability';

import { ingesterConfig } from './ingester.config.js';
import { IngesterModule } from './ingester.module.js';

await runConfigured(async () => {
  const config = loadConfig(ingesterConfig, process.env);
  await runService({
    name: 'ingester',
    logger: createLogger('ingester', config.LOG_LEVEL),
    kafka: { brokers: config.KAFKA_BROKERS, groupId: config.SITREP_GROUP_ID },
    http: { host: config.HOST, port: config.HEALTH_PORT },
    deadLetterLimit: { maxRatio: config.DEAD_LETTER_MAX_RATIO, maxConsecutive: config.DEAD_LETTER_MAX_CONSECUTIVE },
    module: (parts) => IngesterModule.with(parts),
  });
});
