import type { Colour } from './console-reporter.js';

/** A labelled sentence, as the store's API gives it. */
export interface LabelledSentence {
  /** Its place in the article, from 0. */
  readonly index: number;
  readonly text: string;
  readonly label: string;
  /** Calibrated probability of the label, 0 to 1. */
  readonly confidence: number;
  /** The model is unsure: a person should look. */
  readonly needsReview: boolean;
}

type Paint = (colour: Colour, text: string) => string;

const INDEX_WIDTH = 4;
const LABEL_WIDTH = 14;
const CONFIDENCE_WIDTH = 12;
const INDENT = '  ';
const LEAST_TEXT_WIDTH = 20;

const colours: Readonly<Record<string, Colour>> = { military: 'red', diplomatic: 'blue', humanitarian: 'green' };

/** Cuts a text to a number of characters, ending in … when something is left out; white space becomes single blanks. */
export function fit(text: string, width: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const characters = [...new Intl.Segmenter('en').segment(line)].map(({ segment }) => segment);
  return characters.length <= width
    ? line
    : `${characters
        .slice(0, width - 1)
        .join('')
        .trimEnd()}…`;
}

/** The line above the table. */
export function tableHead(): string {
  return `${INDENT}${'#'.padStart(INDEX_WIDTH - 1)} ${'label'.padEnd(LABEL_WIDTH)}${'confidence'.padEnd(CONFIDENCE_WIDTH)}sentence`;
}

/** One sentence as a line of at most `width` characters (never fewer than 20 of the text); `?` marks one to be reviewed. */
export function tableRow(sentence: LabelledSentence, width: number, paint: Paint = (_, text) => text): string {
  const index = String(sentence.index + 1).padStart(INDEX_WIDTH - 1);
  const label = sentence.label.padEnd(LABEL_WIDTH);
  const confidence = `${sentence.confidence.toFixed(2)}${sentence.needsReview ? ' ?' : ''}`.padEnd(CONFIDENCE_WIDTH);
  const left = width - INDENT.length - INDEX_WIDTH - LABEL_WIDTH - CONFIDENCE_WIDTH;
  const colour = colours[sentence.label];
  return `${INDENT}${index} ${colour ? paint(colour, label) : label}${confidence}${fit(sentence.text, Math.max(left, LEAST_TEXT_WIDTH))}`;
}
