import type { Scope } from '../domain/api-key.js';

/** Whose key came with a request. */
export interface Caller {
  /** Of the key; undefined: the one in the settings. */
  readonly keyId: string | undefined;
  readonly name: string;
  readonly scopes: readonly Scope[];
}
