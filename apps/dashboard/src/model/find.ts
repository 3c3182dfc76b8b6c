import type { Sentence } from '../api/types.js';
import type { SentenceFilter } from './route.js';

/** Whether a sentence passes the parts of a filter that the page itself applies: every word found, review wanted. */
export function passes(sentence: Sentence, { review, find }: SentenceFilter): boolean {
  if (review && sentence.needsReview !== true) return false;
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { source, title } = sentence.article;
  const text = `${sentence.text} ${source ?? ''} ${title ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
