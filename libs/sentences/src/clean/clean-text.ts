import { ChangeCounter, type Changes } from './changes.js';
import { cleanCharacters, composed } from './characters.js';
import type { TextFormat } from './detect-format.js';
import { decodeEntities } from './entities.js';
import { HtmlText } from './html-text.js';
import { SLICE_LENGTH, slices } from './slices.js';

/** A text that is fit to be split and stored, and what was changed for it. */
export interface CleanedText {
  readonly text: string;
  readonly changes: Changes;
}

/**
 * Normalises a text: HTML to its text, left-over entities decoded, control and invisible characters taken out, lone
 * surrogates replaced, line breaks as \n, spaces plain, NFC. Every change is counted; nothing else is cut or trimmed.
 * Linear in time. For plain text, cleaning again changes nothing.
 */
export function cleanText(raw: string, format: TextFormat): CleanedText {
  const steps = cleaning(raw, format);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The same as {@link cleanText}, in slices: between two of them `yieldControl` is awaited, by default for a turn of the event loop. */
export async function cleanTextInSlices(
  raw: string,
  format: TextFormat,
  yieldControl: () => Promise<void> = nextTurn,
): Promise<CleanedText> {
  const steps = cleaning(raw, format);
  let step = steps.next();
  while (step.done !== true) {
    await yieldControl();
    step = steps.next();
  }
  return step.value;
}

/** Yields after each slice but the last of a stage. */
function* cleaning(raw: string, format: TextFormat): Generator<void, CleanedText> {
  const counter = new ChangeCounter();
  const text = format === 'html' ? yield* textOfHtml(raw, counter) : raw;
  const parts: string[] = [];
  for (const slice of slices(text)) {
    if (parts.length > 0) yield;
    const characters = composed(cleanCharacters(slice, counter), counter);
    parts.push(format === 'html' ? characters : decodeEntities(characters, counter));
  }
  return { text: parts.join(''), changes: counter.changes };
}

function* textOfHtml(raw: string, counter: ChangeCounter): Generator<void, string> {
  const html = new HtmlText(raw, counter);
  for (let end = SLICE_LENGTH; !html.read(end); end += SLICE_LENGTH) yield;
  return html.finish();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
