import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readModelFile } from './model-file.js';
import { TableClassifier, type TableClassifierOptions } from './table-classifier.js';

/** Where the committed model lies, seen from this file: the build copies `libs/labels/model` to the same place under `dist`. */
const COMMITTED_MODEL = join(import.meta.dirname, '..', 'model');

/** What to load, and how much it shall say. */
export interface LoadModelOptions extends TableClassifierOptions {
  /** A directory with a `model.bin` as `npm run train` writes it. Default: the committed model. */
  readonly directory?: string;
}

/**
 * Loads the model, once, at the edge of a program: it reads a file of a few megabytes synchronously.
 * Throws when the file is not there, and `BadModelFile` when its hash is wrong.
 */
export function loadModel(options: LoadModelOptions = {}): TableClassifier {
  const file = join(options.directory ?? COMMITTED_MODEL, 'model.bin');
  return new TableClassifier(readModelFile(readFileSync(file)), options);
}
