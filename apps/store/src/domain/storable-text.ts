/** What to say of a text that is not {@link isStorable}. */
export const NOT_STORABLE = 'A text has a NUL character or a lone surrogate: the database cannot hold it.';

/** Postgres refuses NUL; a lone surrogate would become U+FFFD on the way to it without a word. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** The text with U+FFFD for what cannot be stored. */
export function makeStorable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
