import { type ApiKey, type KeyState, stateOf } from '../domain/api-key.js';
import { DatabaseUnavailable, type KeyRepository } from '../ports.js';
import type { Caller } from './caller.js';
import { hashOf, idIn, sameHash } from './key-secret.js';

/** A key is asked for at most so often: a revocation by another instance counts after this time at the latest. */
const FRESH_MS = 5_000;
/** So long a key that was seen still opens while the database is away: articles can be fed meanwhile. */
const STALE_MS = 10 * 60_000;
const MOST_KNOWN = 1_000;
const USE_NOTED_EVERY_MS = 60_000;

interface Known {
  readonly key: ApiKey;
  readonly askedAt: number;
}

/** What is known of a text that claims to be a key. */
export type Recognised = { readonly caller: Caller } | { readonly refused: 'unknown' | Exclude<KeyState, 'active'> };

/** Recognises keys. Those seen lately it knows by heart. */
export class KeyRing {
  /** By the hash of the whole key: who is found here has shown the secret. */
  private readonly known = new Map<string, Known>();
  private readonly usesNoted = new Map<string, number>();

  constructor(
    private readonly keys: KeyRepository,
    private readonly now: () => number = Date.now,
  ) {}

  /** The id of a key that was recognised lately; asks nobody. */
  lately(text: string): string | undefined {
    return this.known.get(nameOf(text))?.key.id;
  }

  /** @throws DatabaseUnavailable when it cannot be known */
  async recognise(text: string): Promise<Recognised> {
    const id = idIn(text);
    if (id === undefined) return { refused: 'unknown' };
    const key = await this.keyOf(id, text);
    if (key === undefined) return { refused: 'unknown' };
    const state = stateOf(key, new Date(this.now()));
    if (state !== 'active') return { refused: state };
    this.noteUse(id);
    return { caller: { keyId: id, name: key.name, scopes: key.scopes } };
  }

  /** What was known of a key is asked again: it was changed here. */
  forget(id: string): void {
    for (const [name, { key }] of this.known) if (key.id === id) this.known.delete(name);
  }

  private async keyOf(id: string, text: string): Promise<ApiKey | undefined> {
    const name = nameOf(text);
    const known = this.known.get(name);
    if (known !== undefined && this.now() - known.askedAt < FRESH_MS) return known.key;
    try {
      const found = await this.keys.find(id);
      this.known.delete(name);
      if (found === undefined || !sameHash(found.hash, hashOf(text))) return undefined;
      this.remember(name, found.key);
      return found.key;
    } catch (error) {
      const isUsable = known !== undefined && this.now() - known.askedAt < STALE_MS;
      if (error instanceof DatabaseUnavailable && isUsable) return known.key;
      throw error;
    }
  }

  private remember(name: string, key: ApiKey): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
    this.known.set(name, { key, askedAt: this.now() });
  }

  /** Nobody waits for it, and nothing fails when it does. */
  private noteUse(id: string): void {
    if (this.now() - (this.usesNoted.get(id) ?? 0) < USE_NOTED_EVERY_MS) return;
    this.usesNoted.set(id, this.now());
    this.keys.noteUse(id).catch(() => this.usesNoted.delete(id));
  }
}

const nameOf = (text: string): string => hashOf(text).toString('base64');
