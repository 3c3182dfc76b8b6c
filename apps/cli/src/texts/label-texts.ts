import { loadModel, type Classification, type SentenceClassifier } from '@sitrep/labels';
import { splitSentences } from '@sitrep/sentences';

import type { CliContext } from '../cli-context.js';
import type { TextFormat } from '../domain/text-input.js';
import { workOnTexts } from './work-on-texts.js';

/** Labels the sentences on standard input; one line of output for each. */
export async function labelTexts(context: CliContext, format: TextFormat | 'auto'): Promise<void> {
  const model = loadModel();
  await workOnTexts(context, format, {
    onLines: (inputs) => labelAll(model, inputs),
    onText: (text) => {
      const sentences = splitSentences(text).map((sentence, at) => ({ id: String(at + 1), ...sentence }));
      return labelAll(model, sentences);
    },
  });
}

/** A sentence; in a text that was split here, also its place there. */
interface SentenceInput {
  readonly id: string | number;
  readonly text: string;
  readonly start?: number;
  readonly end?: number;
}

async function labelAll(model: SentenceClassifier, inputs: readonly SentenceInput[]): Promise<string> {
  const { modelVersion } = model;
  const classifications = await model.classify(inputs.map(({ text }) => text));
  return inputs
    .map(({ id, text, start, end }, at) => {
      const place = start === undefined ? {} : { text, start, end };
      return `${JSON.stringify({ id, ...place, ...inOrder(classifications[at]), modelVersion })}\n`;
    })
    .join('');
}

function inOrder(classification: Classification | undefined): Classification {
  if (classification === undefined) throw new Error('the model answered for fewer sentences than it was given');
  const { label, confidence, scores, needsReview, evidence, none } = classification;
  return { label, confidence, scores, needsReview, evidence, none };
}
