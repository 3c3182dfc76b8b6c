import type { HttpReply } from './http/http.js';
import type { Page } from './schemas.js';

/** Parameters of a list without its cursor. */
export type ListFilter = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes a page of one item more than was asked for: that one tells that there is a next page, and is not on this one.
 *
 * @param cursorAfter makes the cursor that goes on after an item
 */
export function pageOf<Found, Item>(
  found: readonly Found[],
  limit: number,
  itemOf: (found: Found) => Item,
  cursorAfter: (last: Found) => string,
): Page<Item> {
  const items = found.slice(0, limit).map(itemOf);
  const last = found[limit - 1];
  return found.length > limit && last !== undefined ? { items, next: cursorAfter(last) } : { items };
}

/** Says in the `Link` header where the next page is (RFC 8288). */
export function linkNext(reply: HttpReply, path: string, parameters: ListFilter, next: string | undefined): void {
  if (next === undefined) return;
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams([...given, ['cursor', next]] as [string, string][]);
  reply.header('link', `<${path}?${query.toString()}>; rel="next"`);
}
