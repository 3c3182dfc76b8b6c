/** What an article says and what a sentence of it is: clean text, boundaries, offsets. Pure. */
export { CHANGE_KINDS, type ChangeKind } from './clean/changes.js';
export { cleanText, cleanTextInSlices, type CleanedText } from './clean/clean-text.js';
export { detectFormat } from './clean/detect-format.js';
export { isOverlong, OVERLONG_SENTENCE_LENGTH, type Sentence } from './sentence.js';
export { isRefused, readSubmission, type RefusedArticle, type Submission } from './submission.js';
export { splitSentences, splitSentencesInSlices } from './split-sentences.js';
