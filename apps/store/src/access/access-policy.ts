import { SCOPES, type Scope } from '../domain/api-key.js';

/** What may be done without a key, and what besides the keys in the database opens everything. */
export interface AccessPolicy {
  /** Scopes that everybody has, key or not. */
  readonly open: readonly Scope[];
  /** A key of an admin that stands in the settings. Where there is one, the first key is not made without a key. */
  readonly adminKey?: string | undefined;
}

/** Settings that decide who may do what. */
export interface AccessSettings {
  readonly HOST: string;
  readonly OPEN_READING: 'auto' | 'yes' | 'no';
  readonly ADMIN_KEY?: string | undefined;
}

/** Reading is open on loopback, where whoever reads has the machine already; elsewhere only if the settings say so. */
export function accessPolicy({ HOST, OPEN_READING, ADMIN_KEY }: AccessSettings): AccessPolicy {
  const open = OPEN_READING === 'yes' || (OPEN_READING === 'auto' && isLoopback(HOST));
  return { open: open ? ['read'] : [], adminKey: ADMIN_KEY };
}

/** For tests of what is behind the door. No setting leads here. */
export const openToAll: AccessPolicy = { open: SCOPES };

/** Whether only this machine reaches an address; `localhost` counts as one. */
export function isLoopback(address: string): boolean {
  const host = address
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:/i, '')
    .toLowerCase();
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
