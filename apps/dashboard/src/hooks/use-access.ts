import { ApiError } from '@sitrep/api-client';
import { createContext, useEffect, useState } from 'react';

import { getAccess } from '../api/client.js';
import { onRetry } from '../api/connection.js';
import { useApiKey } from '../api/key.js';
import type { Access } from '../api/types.js';

/** What whoever sits at the page may do. */
export interface MyAccess {
  /** Whether a key is in use. */
  readonly hasKey: boolean;
  /** Undefined while it is not known; then nothing but reading is offered. */
  readonly access: Access | undefined;
  /** The key opens nothing: what the API says of it. */
  readonly refusal: string | undefined;
}

type Known = Omit<MyAccess, 'hasKey'> & { readonly key: string | undefined };

const NOTHING = { access: undefined, refusal: undefined };

/** What is known of it by the whole page: a view that comes later need not ask, and knows at once. */
export const KnownAccess = createContext<MyAccess>({ hasKey: false, ...NOTHING });

/** Asks the API what the key that is in use opens, once for each key. For the page as a whole; see {@link KnownAccess}. */
export function useAccess(): MyAccess {
  const key = useApiKey();
  const [known, setKnown] = useState<Known>({ key, ...NOTHING });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => onRetry(() => setAttempt((nth) => nth + 1)), []);
  useEffect(() => {
    const controller = new AbortController();
    const tell = (one: Omit<MyAccess, 'hasKey'>): void => {
      if (!controller.signal.aborted) setKnown({ key, ...one });
    };
    getAccess(controller.signal).then(
      (access) => tell({ access, refusal: undefined }),
      (error: unknown) => tell({ access: undefined, refusal: refusalOf(error) }),
    );
    return () => controller.abort();
  }, [key, attempt]);
  const { access, refusal } = known.key === key ? known : NOTHING;
  return { hasKey: key !== undefined, access, refusal };
}

function refusalOf(error: unknown): string | undefined {
  return error instanceof ApiError && error.status === 401 ? error.detail : undefined;
}
