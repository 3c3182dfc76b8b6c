import { setTimeout as pause } from 'node:timers/promises';

import { ConfigError } from '@sitrep/config';
import { loadModel, type SentenceClassifier } from '@sitrep/labels';
import type { Logger } from '@sitrep/observability';
import { TransientFailure } from '@sitrep/pipeline';

import { HttpClassifier } from './adapters/http-classifier.js';
import { OnnxClassifier } from './adapters/onnx-classifier.js';

/** The model of this repository. */
export const BUILT_IN = 'built-in';

const AGAIN_MS = 1_000;

/**
 * Opens the model that a setting names: `built-in`; the http(s) address of a service; a file `*.onnx`; or a directory
 * that `npm run train` wrote. A service that does not answer yet is waited for.
 *
 * @throws ConfigError when there is no such model
 */
export async function openClassifier(setting: string, model: string, logger: Logger): Promise<SentenceClassifier> {
  for (;;) {
    try {
      const classifier = await open(model);
      logger.info({ setting, modelVersion: classifier.modelVersion }, 'the model is loaded');
      return classifier;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!(error instanceof TransientFailure)) throw new ConfigError(`${setting}: ${reason}`);
      logger.warn({ setting, reason }, 'the model does not answer yet; waiting');
      await pause(AGAIN_MS);
    }
  }
}

async function open(model: string): Promise<SentenceClassifier> {
  if (model === BUILT_IN) return loadModel();
  if (/^https?:\/\//.test(model)) return HttpClassifier.connect(model);
  if (model.endsWith('.onnx')) return OnnxClassifier.load(model);
  return loadModel({ directory: model });
}
