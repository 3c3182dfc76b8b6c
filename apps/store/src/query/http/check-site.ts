import { ProblemError } from './problem.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What is used of a request. */
interface Asked {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Refuses a write that a page of another site makes in somebody's browser: text and forms need no leave of ours to be
 * sent there. Whoever is no browser says nothing of the kind, and may; so may pages of origins that are let in, which
 * have to show a key.
 *
 * @param origins those that are let in
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 * @throws ProblemError
 */
export function checkSite({ method = 'GET', headers }: Asked, origins: readonly string[] = []): void {
  if (READING.has(method) || origins.includes(String(headers['origin']))) return;
  const site = headers['sec-fetch-site'];
  const isForeign =
    site === undefined
      ? originIsForeign(headers['origin'], headers['host'])
      : site !== 'same-origin' && site !== 'none';
  if (isForeign) throw new ProblemError('forbidden', 'A page of another site may not write here.');
}

/** For browsers that do not say what they fetch for. */
function originIsForeign(origin: string | string[] | undefined, host: string | string[] | undefined): boolean {
  if (origin === undefined) return false;
  const url = String(origin);
  return !URL.canParse(url) || new URL(url).host !== host;
}
