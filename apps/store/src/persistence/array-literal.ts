/**
 * Parameters for `unnest`: arrays in the form that Postgres reads, each made in one pass. The driver's own way looks at
 * every element several times.
 *
 * @see https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */

/** An array of what needs no quotes: numbers, booleans, UUIDs, hex digits. `undefined` is NULL. */
export function plainArray(values: readonly (string | number | boolean | undefined)[]): string {
  let literal = '';
  for (const value of values) literal += `${literal === '' ? '' : ','}${value ?? 'NULL'}`;
  return `{${literal}}`;
}

/** An array of any texts; JSON too. `undefined` is NULL. */
export function textArray(values: readonly (string | undefined)[]): string {
  let literal = '';
  for (const value of values) {
    literal += `${literal === '' ? '' : ','}${value === undefined ? 'NULL' : `"${escape(value)}"`}`;
  }
  return `{${literal}}`;
}

const escape = (text: string): string => (/["\\]/.test(text) ? text.replaceAll(/["\\]/g, String.raw`\$&`) : text);
