import {
  ArticleOutcome,
  ArticleSubmitted,
  isRetraction,
  SentenceExtracted,
  type SubmittedArticle,
} from '@sitrep/contracts';
import {
  emit,
  outgoing,
  reject,
  type Delivery,
  type Outcome,
  type OutgoingEvent,
  type RejectedRecord,
  type Stage,
} from '@sitrep/pipeline';
import { splitSentencesInSlices } from '@sitrep/sentences';

import { cleanArticle } from './domain/clean-article.js';
import {
  manifestOf,
  nameSplit,
  originOf,
  sentenceEventsOf,
  type Origin,
  type SplitArticle,
} from './domain/describe-split.js';

/** Splits each submitted article into sentence events, and says of every input record what became of it. */
export class SplitArticlesStage implements Stage<ArticleSubmitted> {
  readonly name = 'split-articles';
  readonly input = ArticleSubmitted;

  async handle(batch: readonly Delivery<ArticleSubmitted>[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const delivery of batch) outcomes.push(await decide(delivery));
    return outcomes;
  }

  announceRejection(rejected: RejectedRecord): OutgoingEvent {
    const { key, code, message } = rejected;
    return outgoing(ArticleOutcome, {
      outcome: 'rejected',
      origin: originOf(rejected),
      ...(key !== undefined && { key }),
      code,
      message,
    });
  }
}

async function decide({ event, ...origin }: Delivery<ArticleSubmitted>): Promise<Outcome> {
  if (isRetraction(event)) {
    return emit([
      outgoing(ArticleOutcome, { outcome: 'retracted', origin: originOf(origin), articleId: event.retract }),
    ]);
  }
  return split(event, origin);
}

async function split(submitted: SubmittedArticle, origin: Origin): Promise<Outcome> {
  const article = await cleanArticle(submitted);
  const sentences = await splitSentencesInSlices(article.text);
  if (sentences.length === 0) {
    return reject('NO_SENTENCES', 'After cleaning, the article has no text. Send the text of the article as its body.');
  }
  return emit(eventsOf(nameSplit(article, sentences), origin));
}

function* eventsOf(article: SplitArticle, origin: Origin): Generator<OutgoingEvent> {
  yield outgoing(ArticleOutcome, manifestOf(article, origin));
  for (const sentence of sentenceEventsOf(article)) yield outgoing(SentenceExtracted, sentence);
}
