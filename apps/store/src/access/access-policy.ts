import { SCOPES, type Scope } from '../domain/api-key.js';

/** What may be done without a key, and what besides the keys in the database opens everything. */
export interface AccessPolicy {
  /** Scopes that everybody has, key or not. */
  readonly open: readonly Scope[];
  /** A key of an admin that stands in the settings. Where there is one, the first key is not made without a key. */
  readonly adminKey?: string | undefined;
  /** So often may a key, or an address without one, ask; undefined: as often as it likes. */
  readonly requestsPerMinute?: number | undefined;
  /** Origins (`https://host:port`) whose pages may use the API with a key. */
  readonly origins?: readonly string[];
}

/** Settings that decide who may do what. */
export interface AccessSettings {
  readonly HOST: string;
  readonly OPEN_READING: 'auto' | 'yes' | 'no';
  readonly ADMIN_KEY?: string | undefined;
  readonly RATE_LIMIT?: number | undefined;
  readonly CORS_ORIGINS: readonly string[];
}

/** Reading is open on loopback, where whoever reads has the machine already; elsewhere only if the settings say so. */
export function accessPolicy(settings: AccessSettings): AccessPolicy {
  const { HOST, OPEN_READING, ADMIN_KEY, RATE_LIMIT, CORS_ORIGINS } = settings;
  const isLocal = isLoopback(HOST);
  const isOpen = OPEN_READING === 'yes' || (OPEN_READING === 'auto' && isLocal);
  const limit = RATE_LIMIT ?? (isLocal ? 0 : USUAL_RATE_LIMIT);
  return {
    open: isOpen ? ['read'] : [],
    adminKey: ADMIN_KEY,
    requestsPerMinute: limit === 0 ? undefined : limit,
    origins: CORS_ORIGINS,
  };
}

/** An open page asks about a hundred times a minute. */
const USUAL_RATE_LIMIT = 3_000;

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
