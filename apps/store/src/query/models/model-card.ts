import type { ModelCard as TrainedCard } from '@sitrep/labels';

import type { ModelCard } from './quality-schemas.js';

/** The card of a model as the API gives it; undefined where there is none. */
export function cardOf(card: TrainedCard | undefined): ModelCard | undefined {
  return (
    card && {
      modelVersion: card.modelVersion,
      temperature: card.training.calibration.temperature,
      reviewBelow: card.training.calibration.review_below,
      trainedOn: card.training.sentences.labelled,
      scores: Object.entries(card.scores).map(([set, scores]) => ({
        set,
        count: scores.count,
        accuracy: scores.accuracy,
        macroF1: scores.macroF1,
        acceptable: scores.acceptable,
        ece: scores.ece,
        review: scores.review,
        acceptableWithoutReview: scores.acceptableWithoutReview,
        calibration: scores.calibration.map((bin) => ({ ...bin })),
      })),
    }
  );
}
