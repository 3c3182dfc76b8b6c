/** What a sentence is: clean text, boundaries, offsets. Pure. */
export { CHANGE_KINDS, type ChangeKind, type Changes } from './clean/changes.js';
export { cleanText, cleanTextInSlices, type CleanedText } from './clean/clean-text.js';
export { detectFormat, type TextFormat } from './clean/detect-format.js';
export { isOverlong, OVERLONG_SENTENCE_LENGTH, type Sentence } from './sentence.js';
export { splitSentences, splitSentencesInSlices } from './split-sentences.js';
