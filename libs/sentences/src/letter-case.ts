const SMALL_BIT = 0x20;
const SMALL_A = 0x61;
const SMALL_Z = 0x7a;

/** The word with its first letter in capitals. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Whether a word has two letters or more, all of ASCII, and no capital but perhaps the first: "the", "The". */
export function isPlainlyWritten(word: string): boolean {
  if (word.length < 2 || !isSmall(word.charCodeAt(0) | SMALL_BIT)) return false;
  for (let at = 1; at < word.length; at++) if (!isSmall(word.charCodeAt(at))) return false;
  return true;
}

function isSmall(unit: number): boolean {
  return unit >= SMALL_A && unit <= SMALL_Z;
}
