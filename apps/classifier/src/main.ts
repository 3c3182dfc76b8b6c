import { loadConfig, runConfigured } from '@sitrep/config';
import { runService } from '@sitrep/messaging';
import { createLogger } from '@sitrep/observability';

import { classifierConfig } from './classifier.config.js';
import { ClassifierModule } from './classifier.module.js';
import { LabelSentencesStage } from './label-sentences.stage.js';
import { openClassifier } from './open-classifier.js';

await runConfigured(async () => {
  const config = loadConfig(classifierConfig, process.env);
  const logger = createLogger('classifier', config.LOG_LEVEL);
  const { SITREP_MODEL: model, SITREP_SHADOW_MODEL: shadowModel } = config;
  const classifier = await openClassifier('SITREP_MODEL', model, logger);
  const shadow =
    shadowModel === undefined ? undefined : await openClassifier('SITREP_SHADOW_MODEL', shadowModel, logger);
  await runService({
    name: 'classifier',
    logger,
    kafka: { brokers: config.KAFKA_BROKERS, groupId: config.SITREP_GROUP_ID },
    http: { host: config.HOST, port: config.HEALTH_PORT },
    deadLetterLimit: { maxRatio: config.DEAD_LETTER_MAX_RATIO, maxConsecutive: config.DEAD_LETTER_MAX_CONSECUTIVE },
    module: (parts) => ClassifierModule.with({ ...parts, stage: new LabelSentencesStage(classifier, shadow) }),
  });
});
