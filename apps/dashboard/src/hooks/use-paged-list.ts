import { useCallback, useEffect, useRef, useState } from 'react';

import type { Page } from '../api/types.js';
import { append, begin, countNewer, prepend, type PagedList } from '../model/paged-list.js';
import { useResource } from './use-resource.js';
import { markedPlace } from './use-route.js';

/** A list on the page: it grows at its end as it is scrolled, and at its front only when it is asked to. */
export interface ShownList<Item> {
  /** Undefined until the first page is there. */
  readonly items: readonly Item[] | undefined;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  /** How many have come in since; with a + when there may be more. Empty: none. */
  readonly newer: string;
  readonly showNewer: () => void;
  readonly error: Error | undefined;
  readonly reload: () => void;
}

interface Shown<Item> {
  readonly key: string;
  readonly list: PagedList<Item>;
}

/** The list that was shown last: whoever comes back to it finds it as it was. */
let left: Shown<unknown> | undefined;

/**
 * Reads a list page by page and watches its front.
 *
 * @param key names the list and its filter: another key begins anew
 * @param load one page: the first without a cursor
 */
export function usePagedList<Item>(
  key: string,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
  idOf: (item: Item) => string,
): ShownList<Item> {
  const front = useResource(key, (signal) => load(undefined, signal));
  const [shown, setShown] = useState(() =>
    markedPlace() === undefined ? undefined : (left as Shown<Item> | undefined),
  );
  useEffect(() => {
    if (shown !== undefined) left = shown;
  }, [shown]);
  const more = useMore(key, load, (page) =>
    setShown((before) => before && { key: before.key, list: append(before.list, page, idOf) }),
  );

  const newest = front.value;
  const list = shown?.key === key ? shown.list : undefined;
  // An empty list has nothing that could jump.
  const starts = newest !== undefined && (list === undefined || list.items.length === 0);
  useEffect(() => {
    if (starts && newest !== undefined) setShown({ key, list: begin(newest) });
  }, [starts, newest, key]);

  const newer = list && newest ? countNewer(list, newest, idOf) : { number: 0, isAll: true };
  return {
    items: list?.items,
    hasMore: list?.next !== undefined,
    loadMore: () => more.load(list?.next),
    newer: newer.number === 0 ? '' : `${newer.number}${newer.isAll ? '' : '+'}`,
    showNewer: () => list && newest && setShown({ key, list: prepend(list, newest, idOf) }),
    error: more.error ?? (list === undefined ? front.error : undefined),
    reload: more.error === undefined ? front.reload : () => more.load(list?.next),
  };
}

/** Loads one page at a time; an answer for another key than the present one is dropped. */
function useMore<Item>(
  key: string,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
  onPage: (page: Page<Item>) => void,
): { readonly load: (cursor: string | undefined) => void; readonly error: Error | undefined } {
  const [failure, setFailure] = useState<{ readonly key: string; readonly error: Error }>();
  const running = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = undefined;
    },
    [key],
  );
  const run = useCallback(
    async (cursor: string): Promise<void> => {
      const controller = new AbortController();
      running.current = controller;
      try {
        const page = await load(cursor, controller.signal);
        if (controller.signal.aborted) return;
        setFailure(undefined);
        onPage(page);
      } catch (error) {
        if (!controller.signal.aborted) setFailure({ key, error: error as Error });
      } finally {
        if (running.current === controller) running.current = undefined;
      }
    },
    [key, load, onPage],
  );
  return {
    load: (cursor) => {
      if (cursor !== undefined && running.current === undefined) void run(cursor);
    },
    error: failure?.key === key ? failure.error : undefined,
  };
}
