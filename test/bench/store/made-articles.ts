import {
  type ArticleSplit,
  ArticleSubmitted,
  revisionOf,
  sentenceIdOf,
  type SentenceLabelled,
} from '@sitrep/contracts';

import { dice } from './dice.js';
import { CONTENT_WORDS, STOP_WORDS } from './seed-words.js';

/** An article with the events that the store has of it. */
export interface MadeArticle {
  readonly manifest: ArticleSplit;
  readonly sentences: readonly SentenceLabelled[];
}

const SENTENCES = 20;
const WORDS = 18;
const SCORES = { military: 0.8, diplomatic: 0.15, humanitarian: 0.05 };

/** Articles that no other run has. */
export function madeArticles(run: string, count: number): readonly MadeArticle[] {
  const roll = dice(1);
  return Array.from({ length: count }, (_, nth) => madeArticle(`${run}-${nth}`, nth, roll));
}

function madeArticle(articleId: string, offset: number, roll: (below: number) => number): MadeArticle {
  const texts = Array.from({ length: SENTENCES }, () => madeSentence(roll));
  const text = texts.join(' ');
  const revision = revisionOf(text);
  const timestamp = new Date(Date.now() - roll(1_000_000)).toISOString();
  let start = 0;
  const sentences = texts.map((sentence, index): SentenceLabelled => {
    const place = { index, count: SENTENCES, start, end: start + sentence.length };
    start += sentence.length + 1;
    return {
      ...place,
      sentenceId: sentenceIdOf(articleId, revision, index),
      articleId,
      revision,
      text: sentence,
      modelVersion: 'bench-model',
      label: 'military',
      confidence: 0.8,
      scores: SCORES,
      none: 0.1,
      needsReview: roll(10) === 0,
      evidence: [{ text: sentence.slice(0, 5), start: 0, end: 5, weight: 1.5 }],
    };
  });
  const origin = { topic: ArticleSubmitted.topic, partition: 0, offset, timestamp };
  const described = { title: texts[0]!, source: `Source ${1 + roll(400)}`, language: 'en', publishedAt: timestamp };
  return {
    manifest: {
      ...{ outcome: 'split', origin, articleId, revision, text, ...described },
      ...{ sentenceCount: SENTENCES, cleaning: {} },
    },
    sentences,
  };
}

function madeSentence(roll: (below: number) => number): string {
  const words = Array.from({ length: WORDS }, () => {
    const list = roll(5) < 2 ? STOP_WORDS : CONTENT_WORDS;
    return list[roll(list.length)];
  });
  return `The ${words.join(' ')} ${roll(1e9).toString(36)}.`;
}
