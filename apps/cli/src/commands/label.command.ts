import type { Classification, SentenceClassifier } from '@sitrep/labels';
import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { TextFormat } from '../domain/text-input.js';
import { workOnTexts } from '../io/text-inputs.js';
import { inputFormat } from './split.command.js';

const HELP = `
Reads standard input: NDJSON {"id"?, "text"}, one sentence a line; or plain text, which is split into sentences first,
with the ids "1", "2", … Writes one line for each sentence:
{"id", "label", "confidence", "scores", "needsReview", "evidence", "none", "modelVersion"}; for plain text also
"text", "start" and "end". Without an id, the number of the line is the id.

Examples:
  sitrep label < article.txt
  echo '{"id":"a","text":"Troops crossed the border."}' | sitrep label

Exit codes: 0 done, 1 some lines could not be read (named on standard error), 2 wrong usage.`;

/** `sitrep label`: sentences to labels, without Kafka. */
export function addLabel(program: Command, context: CliContext): void {
  program
    .command('label')
    .description('label sentences on standard input')
    .addOption(inputFormat())
    .addHelpText('after', HELP)
    .action(async ({ format }: { readonly format: TextFormat | 'auto' }) => {
      const { loadModel } = await import('@sitrep/labels');
      const model = loadModel();
      await workOnTexts(context, format, {
        onLines: (inputs) => labelAll(model, inputs),
        onText: async (text) => {
          const { splitSentences } = await import('@sitrep/sentences');
          return labelAll(
            model,
            splitSentences(text).map((sentence, at) => ({ id: String(at + 1), ...sentence })),
          );
        },
      });
    });
}

async function labelAll(
  model: SentenceClassifier,
  inputs: readonly { readonly id: string | number; readonly text: string; readonly start?: number }[],
): Promise<string> {
  const classifications = await model.classify(inputs.map(({ text }) => text));
  return inputs
    .map(({ id, ...sentence }, at) => {
      const place = sentence.start === undefined ? {} : sentence;
      return `${JSON.stringify({ id, ...place, ...inOrder(classifications[at]), modelVersion: model.modelVersion })}\n`;
    })
    .join('');
}

function inOrder(classification: Classification | undefined): Classification {
  if (classification === undefined) throw new Error('the model answered for fewer sentences than it was given');
  const { label, confidence, scores, needsReview, evidence, none } = classification;
  return { label, confidence, scores, needsReview, evidence, none };
}
