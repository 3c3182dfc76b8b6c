import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm run train` measured of a model, as far as it is shown to people. All shares are from 0 to 1. */
export interface ModelCard {
  readonly modelVersion: string;
  readonly training: {
    readonly sentences: { readonly labelled: number };
    readonly calibration: { readonly temperature: number; readonly review_below: number };
  };
  readonly scores: Readonly<Record<string, MeasuredScores>>;
}

/** The scores of a model on one set of sentences. */
export interface MeasuredScores {
  readonly count: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly acceptable: number;
  readonly ece: number;
  readonly review: number;
  readonly acceptableWithoutReview: number;
  readonly calibration: readonly {
    readonly from: number;
    readonly to: number;
    readonly count: number;
    readonly meanConfidence: number;
    readonly accuracy: number;
  }[];
}

const COMMITTED_MODEL = join(import.meta.dirname, '..', 'model');

/** Reads the card of a model, once, at the edge of a program. Undefined where the directory has none. Default: the committed model. */
export function loadModelCard(directory: string = COMMITTED_MODEL): ModelCard | undefined {
  const file = join(directory, 'card.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ModelCard) : undefined;
}
