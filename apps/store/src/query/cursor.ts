import { createHmac, timingSafeEqual } from 'node:crypto';

import { invalidParameter } from './http/problem.js';

const TAG_BYTES = 16;

/**
 * Signs the place where a page ended, so that nobody makes one up: a cursor works only for the list, the filter and
 * the service secret that it was made with.
 */
export class CursorSigner {
  constructor(private readonly secret: string | Buffer) {}

  /** @param list names the list and its filter; `place` is what the list goes on from */
  sign(list: string, place: readonly (string | number)[]): string {
    const payload = Buffer.from(JSON.stringify(place));
    return Buffer.concat([this.tag(list, payload), payload]).toString('base64url');
  }

  /**
   * Reads a cursor back.
   *
   * @throws ProblemError when it was made for another list or filter, or by nobody
   */
  read(list: string, cursor: string): readonly unknown[] {
    const bytes = Buffer.from(cursor, 'base64url');
    const tag = bytes.subarray(0, TAG_BYTES);
    const payload = bytes.subarray(TAG_BYTES);
    if (tag.length < TAG_BYTES || !timingSafeEqual(tag, this.tag(list, payload))) {
      throw invalidParameter('cursor', 'is not a cursor of this list with this filter; begin again without it');
    }
    return JSON.parse(payload.toString('utf8')) as readonly unknown[];
  }

  private tag(list: string, payload: Buffer): Buffer {
    return createHmac('sha256', this.secret)
      .update(list)
      .update('\u0000')
      .update(payload)
      .digest()
      .subarray(0, TAG_BYTES);
  }
}

/** Names a list with its filter, whatever the order of the parameters. Page size and cursor are no part of the filter. */
export function listName(
  path: string,
  filter: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return JSON.stringify([path, ...given.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
