/** A number for people: `12,345`. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** So many of something: `1 letter`, `12,345 letters`. */
export const counted = (value: number, one: string): string => `${count(value)} ${one}${value === 1 ? '' : 's'}`;
