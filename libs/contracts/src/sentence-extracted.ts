import { z } from 'zod';

import { revision } from './article-outcome.js';
import type { EventContract } from './event-contract.js';
import { articleId } from './formats/article.js';
import { EVENT_MAX_BYTES } from './limits.js';

const count = z.int().nonnegative();

/** Fields of a sentence that its labelled form repeats. */
export const sentenceFields = {
  sentenceId: z.uuid().meta({ description: 'UUIDv5 of articleId, revision and index' }),
  articleId,
  revision,
  index: count.meta({ description: 'Place among the sentences of the revision, from 0' }),
  count: z.int().positive().meta({ description: 'How many sentences the revision has' }),
  start: count.meta({ description: 'First UTF-16 code unit in the text of the revision' }),
  end: count.meta({ description: 'UTF-16 code unit after the last' }),
  text: z.string().min(1),
  overlong: z
    .literal(true)
    .optional()
    .meta({ description: 'Set when the sentence is so long that a boundary was probably missed' }),
};

/** Whether index, count, offsets and text agree with each other. */
export const isConsistent = (sentence: {
  index: number;
  count: number;
  start: number;
  end: number;
  text: string;
}): boolean => sentence.index < sentence.count && sentence.end - sentence.start === sentence.text.length;

/** What to say when they do not. */
export const INCONSISTENT = 'index must be below count, and end − start the length of text';

const schema = z.object(sentenceFields).refine(isConsistent, INCONSISTENT);

/** One sentence of an article's revision, with its place: `text === article.text.slice(start, end)`. */
export type SentenceExtracted = z.output<typeof schema>;

/** One event a sentence; all of an article are in order in one partition. */
export const SentenceExtracted: EventContract<SentenceExtracted> = {
  topic: 'news.sentence.extracted.v1',
  description: 'One sentence of an article, to be labelled.',
  schema,
  key: (event) => event.articleId,
  id: (event) => event.sentenceId,
  maxBytes: EVENT_MAX_BYTES,
};
