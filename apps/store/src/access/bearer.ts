import { ProblemError } from '../query/http/problem.js';

/** Far longer than any key. */
const MOST_CHARACTERS = 512;
const FORM = /^Bearer +([\w.~+/-]+=*)$/i;

/**
 * The text after `Authorization: Bearer`; undefined where there is none. Another scheme is not for us: a proxy in front
 * may have asked for it.
 *
 * @throws ProblemError when what follows could be no key
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export function bearerOf(header: unknown): string | undefined {
  if (typeof header !== 'string' || !/^Bearer\b/i.test(header)) return undefined;
  const text = header.length <= MOST_CHARACTERS ? FORM.exec(header)?.[1] : undefined;
  if (text !== undefined) return text;
  throw new ProblemError('unauthorized', 'Send a key as Authorization: Bearer, or no such header.', [], {
    'www-authenticate': 'Bearer realm="sitrep", error="invalid_request"',
  });
}
