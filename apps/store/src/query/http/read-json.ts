import { parseGuardedJson, RejectedInput } from '@sitrep/contracts';

import { ProblemError } from './problem.js';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body as strictly as a record of the input topic.
 *
 * @param contentType the header, charset and all
 * @throws ProblemError
 */
export function readGuardedJson(body: Uint8Array, contentType: string | undefined): unknown {
  requireUtf8(contentType);
  try {
    return parseGuardedJson(strictUtf8.decode(body));
  } catch (error) {
    const detail = error instanceof RejectedInput ? error.message : 'The body is not UTF-8.';
    throw new ProblemError('invalid-request', 'The body cannot be read.', [{ pointer: '', detail }]);
  }
}

/**
 * Refuses a body in another charset.
 *
 * @param contentType the header, charset and all
 * @throws ProblemError
 */
export function requireUtf8(contentType: string | undefined): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  if (charset.toLowerCase() !== 'utf-8') {
    throw new ProblemError(
      'unsupported-media-type',
      `Bodies are UTF-8; the charset ${charset.slice(0, 40)} is not taken.`,
    );
  }
}
