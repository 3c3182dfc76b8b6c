import {
  ArticleOutcome,
  ArticleSubmitted,
  articleIdOf,
  decodeEvent,
  isRetraction,
  type RawRecord,
  type RejectionCode,
  revisionOf,
  SentenceExtracted,
  SentenceLabelled,
  spansHashOf,
  type SubmittedArticle,
} from '@sitrep/contracts';
import { cleanTextInSlices, detectFormat, splitSentencesInSlices } from '@sitrep/sentences';

import { outcomeProblem } from './outcome-problem.js';
import { sentenceProblem } from './sentence-problem.js';

/** What would become of a record if it came now. */
export type Fate =
  | { readonly kind: 'rejected'; readonly code: RejectionCode; readonly message: string }
  | { readonly kind: 'unknown-topic' }
  | { readonly kind: 'retraction'; readonly articleId: string }
  | { readonly kind: 'outcome' }
  | SplitFate
  | SentenceFate;

/** It would be split. */
export interface SplitFate {
  readonly kind: 'split';
  readonly articleId: string;
  readonly revision: string;
  readonly sentenceCount: number;
  /** The first ones. */
  readonly sentences: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** It would go on as a sentence: to be labelled, or, with its label, to be stored. */
export interface SentenceFate {
  readonly kind: 'sentence';
  readonly articleId: string;
  readonly revision: string;
  readonly index: number;
  readonly text: string;
  readonly label: string | null;
}

const SHOWN_SENTENCES = 20;
const NO_TEXT = 'After cleaning, the article has no text. Send the text of the article as its body.';

/**
 * Tells what the stage of the topic would decide, by the same contract and the same rules, and does nothing of it.
 * What only a database or a model can say stays open.
 */
export async function fateOf(topic: string, record: RawRecord): Promise<Fate> {
  if (topic === ArticleSubmitted.topic) {
    const decoded = decodeEvent(ArticleSubmitted, record);
    if (!decoded.ok) return rejected(decoded.code, decoded.message);
    const { event } = decoded;
    return isRetraction(event) ? { kind: 'retraction', articleId: event.retract } : splitOf(event);
  }
  if (topic === SentenceExtracted.topic) {
    const decoded = decodeEvent(SentenceExtracted, record);
    return decoded.ok ? sentenceOf(decoded.event, null) : rejected(decoded.code, decoded.message);
  }
  if (topic === SentenceLabelled.topic) {
    const decoded = decodeEvent(SentenceLabelled, record);
    if (!decoded.ok) return rejected(decoded.code, decoded.message);
    const problem = sentenceProblem(decoded.event);
    return problem === undefined ? sentenceOf(decoded.event, decoded.event.label) : rejected('STORE_REJECTED', problem);
  }
  if (topic === ArticleOutcome.topic) {
    const decoded = decodeEvent(ArticleOutcome, record);
    if (!decoded.ok) return rejected(decoded.code, decoded.message);
    const problem = outcomeProblem(decoded.event);
    return problem === undefined ? { kind: 'outcome' } : rejected('STORE_REJECTED', problem);
  }
  return { kind: 'unknown-topic' };
}

/** As the ingester: the text cleaned, then split. */
async function splitOf(article: SubmittedArticle): Promise<Fate> {
  const { body, bodyFormat = detectFormat(body) } = article;
  const { text } = await cleanTextInSlices(body, bodyFormat);
  const sentences = await splitSentencesInSlices(text);
  if (sentences.length === 0) return rejected('NO_SENTENCES', NO_TEXT);
  return {
    kind: 'split',
    articleId: articleIdOf(article, text),
    revision: revisionOf(text, spansHashOf(sentences)),
    sentenceCount: sentences.length,
    sentences: sentences
      .slice(0, SHOWN_SENTENCES)
      .map((each) => ({ start: each.start, end: each.end, text: each.text })),
  };
}

type Sentence = Pick<SentenceFate, 'articleId' | 'revision' | 'index' | 'text'>;

const sentenceOf = ({ articleId, revision, index, text }: Sentence, label: string | null): SentenceFate => ({
  ...{ kind: 'sentence', articleId, revision, index, text, label },
});

const rejected = (code: RejectionCode, message: string): Fate => ({ kind: 'rejected', code, message });
