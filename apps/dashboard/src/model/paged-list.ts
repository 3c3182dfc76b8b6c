import type { Page } from '../api/types.js';

/** A list that is read page by page, newest first, while newer items may come in front of it. */
export interface PagedList<Item> {
  readonly items: readonly Item[];
  /** Cursor of the page after the last that was read; undefined at the end. */
  readonly next: string | undefined;
}

/** How a list's items are told apart. */
type IdOf<Item> = (item: Item) => string;

/** A list of which one page was read. */
export const begin = <Item>({ items, next }: Page<Item>): PagedList<Item> => ({ items, next });

/** Adds the page after the last. What the list has already (rows moved between two reads) is not doubled. */
export function append<Item>(list: PagedList<Item>, page: Page<Item>, idOf: IdOf<Item>): PagedList<Item> {
  return { items: [...list.items, ...unknownOf(list, page, idOf)], next: page.next };
}

/** How many items of the newest page the list does not have; `isAll`: there may be more than these. */
export function countNewer<Item>(
  list: PagedList<Item>,
  newest: Page<Item>,
  idOf: IdOf<Item>,
): { readonly number: number; readonly isAll: boolean } {
  const number = unknownOf(list, newest, idOf).length;
  return { number, isAll: number < newest.items.length || newest.next === undefined };
}

/** Puts the newest page in front. When it does not reach down to the list, it takes its place: a list has no holes. */
export function prepend<Item>(list: PagedList<Item>, newest: Page<Item>, idOf: IdOf<Item>): PagedList<Item> {
  const newer = unknownOf(list, newest, idOf);
  if (newer.length === newest.items.length && newest.next !== undefined) return begin(newest);
  return { items: [...newer, ...list.items], next: list.next };
}

function unknownOf<Item>(list: PagedList<Item>, page: Page<Item>, idOf: IdOf<Item>): readonly Item[] {
  const known = new Set(list.items.map(idOf));
  return page.items.filter((item) => !known.has(idOf(item)));
}
