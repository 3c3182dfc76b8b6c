import { DIGIT, LETTER, PUNCTUATION, characterClasses } from './character-classes.js';
import { EMPTY_HASH, hashFurther } from './hashes.js';
import type { Vocabulary } from './vocabulary.js';

const APOSTROPHE = 39;
const TYPOGRAPHIC_APOSTROPHE = 0x2019;
const ZERO = 48;
/** A number of four digits is most often a year and gets a token of its own. */
const YEAR_DIGITS = 4;

/**
 * Reads the tokens of a text into buffers of its own, which the next call overwrites: words (lower case, without accents, one
 * apostrophe allowed), numbers (any number reads as 0, one of four digits as 0000) and marks. Tokens lie at 1…count; the
 * places 0 and count + 1 hold the padding row, so that a window at either end needs no test.
 */
export class Tokeniser {
  count = 0;
  readonly rows: Int32Array;
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private readonly kind: Uint8Array;
  private readonly reads: Uint16Array;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly window: number,
  ) {
    const { kind, reads } = characterClasses();
    reads[APOSTROPHE] = APOSTROPHE;
    reads[TYPOGRAPHIC_APOSTROPHE] = APOSTROPHE;
    this.kind = kind;
    this.reads = reads;
    this.rows = new Int32Array(window + 2);
    this.hashes = new Int32Array(window + 2);
    this.starts = new Int32Array(window + 2);
    this.ends = new Int32Array(window + 2);
  }

  /** Reads up to a window of tokens; offsets are UTF-16 code units. */
  read(text: string): void {
    const { kind, reads, window } = this;
    this.count = 0;
    let at = 0;
    while (at < text.length && this.count < window) {
      const unit = text.charCodeAt(at);
      if (kind[unit] === LETTER) at = this.readWord(text, at);
      else if (kind[unit] === DIGIT) at = this.readNumber(text, at);
      else if (kind[unit] === PUNCTUATION)
        at = this.push(at, at + 1, hashFurther(EMPTY_HASH, reads[unit]!), 0, 0, reads[unit]!);
      else at++;
    }
    this.rows[this.count + 1] = 0;
  }

  private readWord(text: string, start: number): number {
    const { kind, reads } = this;
    let hash = EMPTY_HASH;
    let at = start;
    let mayHoldApostrophe = true;
    let unit = text.charCodeAt(at);
    for (;;) {
      hash = hashFurther(hash, reads[unit]!);
      unit = text.charCodeAt(++at);
      if (kind[unit] === LETTER) continue;
      const joins = unit === APOSTROPHE || unit === TYPOGRAPHIC_APOSTROPHE;
      if (!joins || !mayHoldApostrophe || kind[text.charCodeAt(at + 1)] !== LETTER) break;
      mayHoldApostrophe = false;
    }
    const third = at - start > 2 ? reads[text.charCodeAt(at - 3)]! : 0;
    const second = at - start > 1 ? reads[text.charCodeAt(at - 2)]! : 0;
    return this.push(start, at, hash, third, second, reads[text.charCodeAt(at - 1)]!);
  }

  private readNumber(text: string, start: number): number {
    let end = start;
    while (this.kind[text.charCodeAt(end)] === DIGIT) end++;
    const isYear = end - start === YEAR_DIGITS;
    let hash = EMPTY_HASH;
    for (let digits = isYear ? YEAR_DIGITS : 1; digits > 0; digits--) hash = hashFurther(hash, ZERO);
    return this.push(start, end, hash, isYear ? ZERO : 0, isYear ? ZERO : 0, ZERO);
  }

  private push(start: number, end: number, hash: number, third: number, second: number, last: number): number {
    const place = ++this.count;
    const row = this.vocabulary.rowOf(hash);
    this.rows[place] = row < 0 ? this.vocabulary.suffixRow(third, second, last) : row;
    this.hashes[place] = hash;
    this.starts[place] = start;
    this.ends[place] = end;
    return end;
  }
}
