/** What a label is: tokenise, score, calibrate, explain. Pure, but for `loadModel`, which reads the committed weights. */
export { loadModelCard, type ModelCard } from './model-card.js';
export { loadModel } from './load-model.js';
export type { Classification, SentenceClassifier } from './sentence-classifier.js';
