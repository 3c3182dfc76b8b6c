/** What a UTF-16 code unit is to the tokeniser. */
export const LETTER = 1;
export const DIGIT = 2;
export const PUNCTUATION = 3;

const UNITS = 0x10000;
const PUNCTUATION_TOKENS = '.,;:!?"()$%-';
/** Typographic marks that read as plain ones. */
const SAME_MARK: readonly (readonly [string, string])[] = [
  ['“', '"'],
  ['”', '"'],
  ['–', '-'],
  ['—', '-'],
];
const LATIN_EXTENDED = { from: 0xc0, to: 0x250 };
const NOT_LETTERS_THERE: ReadonlySet<number> = new Set([0xd7, 0xf7]);
/** Blocks of other scripts, coarse on purpose: training uses the same table, and a model need only agree with itself. */
const OTHER_SCRIPTS: readonly (readonly [number, number])[] = [
  [0x370, 0x2000],
  [0x3040, 0xd800],
  [0xf900, 0xfe00],
];

/** The class of each code unit, and the unit that it reads as: lower case, without accents. */
export interface CharacterClasses {
  readonly kind: Uint8Array;
  readonly reads: Uint16Array;
}

const isAsciiCapital = (unit: number): boolean => unit >= 65 && unit <= 90;
const lowered = (unit: number): number => (isAsciiCapital(unit) ? unit + 32 : unit);

/** Builds the table. `training/tokens.py` builds the same one; the golden tokens in the spec keep them together. */
export function characterClasses(): CharacterClasses {
  const kind = new Uint8Array(UNITS);
  const reads = Uint16Array.from({ length: UNITS }, (_, unit) => unit);
  for (let unit = 65; unit <= 122; unit++) {
    if (!isAsciiCapital(unit) && unit < 97) continue;
    kind[unit] = LETTER;
    reads[unit] = lowered(unit);
  }
  kind.fill(DIGIT, 48, 58);
  for (let unit = LATIN_EXTENDED.from; unit < LATIN_EXTENDED.to; unit++) {
    if (NOT_LETTERS_THERE.has(unit)) continue;
    kind[unit] = LETTER;
    reads[unit] = lowered(String.fromCharCode(unit).normalize('NFD').charCodeAt(0));
  }
  for (const [from, to] of OTHER_SCRIPTS) kind.fill(LETTER, from, to);
  for (const mark of PUNCTUATION_TOKENS) kind[mark.charCodeAt(0)] = PUNCTUATION;
  for (const [mark, same] of SAME_MARK) {
    kind[mark.charCodeAt(0)] = PUNCTUATION;
    reads[mark.charCodeAt(0)] = same.charCodeAt(0);
  }
  return { kind, reads };
}
