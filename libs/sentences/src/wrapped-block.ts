import { BLANK, CLOSER, LOWER, NEWLINE, SPACE, STOP, isAt } from './character-classes.js';
import { visibleRun } from './words.js';

const NARROWEST = 40;
const WIDEST = 120;
const FEWEST_BREAKS = 2;
/** A block shows in its first lines whether it is wrapped. */
const MOST_CHARACTERS = 4_000;

/** A line of a block, as far as wrapping goes. */
interface Line {
  readonly length: number;
  readonly nextWord: number;
  readonly open: boolean;
  readonly continuesLow: boolean;
}

/**
 * The width to which the block of lines that begins at `start` was wrapped, or 0. A line was wrapped when the first word of
 * the next one would not have fitted; a block was wrapped when two thirds of its lines were, and half of those that end without
 * a stop go on with a small letter.
 */
export function measureBlock(text: string, start: number): number {
  const lines = readLines(text, start);
  const width = Math.max(0, ...lines.map((line) => line.length));
  if (lines.length < FEWEST_BREAKS || width < NARROWEST || width > WIDEST) return 0;
  const full = lines.filter((line) => line.length + 1 + line.nextWord > width);
  const open = lines.filter((line) => line.open);
  const low = open.filter((line) => line.continuesLow);
  const wrapped = full.length * 3 >= lines.length * 2 && low.length > 0 && low.length * 2 >= open.length;
  return wrapped ? width : 0;
}

/** The lines of the block that another follows; none where one is so long that nothing is wrapped here. */
function readLines(text: string, start: number): Line[] {
  const lines: Line[] = [];
  const limit = Math.min(text.length, start + MOST_CHARACTERS);
  let lineStart = start;
  for (let at = start; at < limit; at++) {
    if (!isAt(text, at, NEWLINE)) continue;
    const next = nextLine(text, at);
    if (next < 0 || next >= text.length) break;
    if (at - lineStart > WIDEST) return [];
    lines.push(describe(text, lineStart, at, next));
    lineStart = next;
    at = next - 1;
  }
  return lines;
}

/** First visible character after a break, or −1 where a blank line follows. */
function nextLine(text: string, newlineAt: number): number {
  let at = newlineAt + 1;
  if (text.charAt(newlineAt) === '\r' && text.charAt(at) === '\n') at++;
  while (isAt(text, at, SPACE)) at++;
  return isAt(text, at, NEWLINE) ? -1 : at;
}

function describe(text: string, start: number, newlineAt: number, next: number): Line {
  let last = newlineAt - 1;
  while (last > start && isAt(text, last, BLANK)) last--;
  return {
    length: newlineAt - start,
    nextWord: visibleRun(text, next),
    open: !isAt(text, last, STOP | CLOSER),
    continuesLow: isAt(text, next, LOWER),
  };
}
