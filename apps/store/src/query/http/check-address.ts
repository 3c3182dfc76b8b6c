import { invalidParameter, ProblemError } from './problem.js';

const MAX_LENGTH = 8_192;

/**
 * Checks path and query of a request before anything reads them: the router decodes bytes that are no UTF-8 to U+FFFD,
 * lets NUL pass, and makes an array of a repeated parameter.
 *
 * @param url path and query as they came
 * @throws ProblemError
 */
export function checkAddress(url: string): void {
  if (url.length > MAX_LENGTH) {
    throw new ProblemError('address-too-long', `The address is longer than ${MAX_LENGTH} characters.`);
  }
  const cut = url.indexOf('?');
  const path = decode(cut === -1 ? url : url.slice(0, cut));
  if (path === undefined || path.includes('\u0000')) {
    throw new ProblemError('invalid-request', 'The path is not UTF-8 with percent signs, or has a NUL character.');
  }
  if (cut !== -1) checkQuery(url.slice(cut + 1));
}

function checkQuery(query: string): void {
  const seen = new Set<string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [rawName = '', ...rest] = pair.split('=');
    const name = decode(rawName.replaceAll('+', ' '));
    const value = decode(rest.join('=').replaceAll('+', ' '));
    if (name === undefined || name.includes('\u0000')) {
      throw new ProblemError(
        'invalid-request',
        'The name of a parameter is not UTF-8 with percent signs, or has a NUL.',
      );
    }
    if (value === undefined) throw invalidParameter(name, 'is not UTF-8 with percent signs');
    if (value.includes('\u0000')) throw invalidParameter(name, 'has a NUL character');
    if (seen.has(name)) throw invalidParameter(name, 'is given more than once');
    seen.add(name);
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
