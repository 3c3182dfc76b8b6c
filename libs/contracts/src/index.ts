/** The language of the pipeline: events, labels, identifiers, limits. Pure. */
export { ArticleOutcome, type ArticleSplit } from './article-outcome.js';
export { ArticleSubmitted, isRetraction } from './article-submitted.js';
export { DEAD_LETTER_HEADERS, deadLetterTopicOf } from './dead-letter.js';
export { decodeEvent, headerText, type RawRecord } from './decode-event.js';
export { RejectedInput, REJECTION_CODES, type EventContract, type RejectionCode } from './event-contract.js';
export {
  causeOf,
  causeText,
  type EventCause,
  type EventContext,
  eventHeaders,
  type EventMaker,
  makerOf,
} from './event-headers.js';
export type { SubmittedArticle } from './formats/article.js';
export { CONSUMER_GROUPS } from './groups.js';
export { parseGuardedJson } from './guard-json.js';
export { articleIdOf, revisionOf, sentenceIdOf, spansHashOf, type RecordPosition } from './ids.js';
export { INSTANCE_STATES, InstanceStatus, type InstanceState } from './instance-status.js';
export { LABELS, type Label } from './labels.js';
export { HEADERS_MAX_BYTES, HEADERS_MAX_COUNT } from './limits.js';
export { SentenceExtracted } from './sentence-extracted.js';
export { SentenceLabelled } from './sentence-labelled.js';
export { CONTRACTS, EVERY_CONTRACT, topicSpecs, type TopicSpec } from './topics.js';
