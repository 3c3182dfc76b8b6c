/** What a key may be for, the least first. */
export const SCOPES = ['read', 'feed', 'correct', 'admin'] as const;

/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];

/** A key as it may be shown: everything but the secret. */
export interface ApiKey {
  /** The visible part of the key: 12 hex digits. */
  readonly id: string;
  /** Who or what holds it. Corrections are made in this name. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  /** To the minute. Null: not used yet. */
  readonly lastUsedAt: Date | null;
  /** Null: it does not expire. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Whether a key opens anything, and if not, why. */
export type KeyState = 'active' | 'expired' | 'revoked';

/** A revoked key stays revoked, whatever its date says. */
export function stateOf({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** An admin may do everything; the other scopes do not contain each other. */
export function mayDo(scopes: readonly Scope[], need: Scope): boolean {
  return scopes.includes('admin') || scopes.includes(need);
}
