import { splitSentences } from '@sitrep/sentences';

import type { CliContext } from '../cli-context.js';
import type { TextFormat } from '../domain/text-input.js';
import { workOnTexts } from './work-on-texts.js';

/** Splits the texts on standard input; one line of output for each. */
export async function splitTexts(context: CliContext, format: TextFormat | 'auto'): Promise<void> {
  const answer = (id: string | number, text: string): string =>
    `${JSON.stringify({ id, sentences: splitSentences(text) })}\n`;
  await workOnTexts(context, format, {
    onLines: (inputs) => inputs.map(({ id, text }) => answer(id, text)).join(''),
    onText: (text) => answer('1', text),
  });
}
