import { beforeEach, describe, expect, it } from 'vitest';

import type { ApiKey } from '../domain/api-key.js';
import { DatabaseUnavailable, type KeyRepository } from '../ports.js';
import { KeyRing } from './key-ring.js';
import { makeKey } from './key-secret.js';

const MINUTE_MS = 60_000;
const made = makeKey();
const anna: ApiKey = {
  id: made.id,
  name: 'anna',
  scopes: ['correct'],
  createdAt: new Date(0),
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
};
const recognised = { caller: { keyId: made.id, name: 'anna', scopes: ['correct'] } };

describe('a ring of keys', () => {
  let now: number;
  let asked: number;
  let used: string[];
  let kept: ApiKey | undefined;
  let isAway: boolean;
  let ring: KeyRing;

  beforeEach(() => {
    [now, asked, used, kept, isAway] = [1_000 * MINUTE_MS, 0, [], anna, false];
    const keys = {
      find: async (id: string) => {
        asked++;
        if (isAway) throw new DatabaseUnavailable('57P01');
        return kept !== undefined && id === kept.id ? { key: kept, hash: made.hash } : undefined;
      },
      noteUse: async (id: string) => void used.push(id),
    };
    ring = new KeyRing(keys as unknown as KeyRepository, () => now);
  });

  it('recognises a key by its secret, not by its id', async () => {
    expect(await ring.recognise(made.text)).toEqual(recognised);
    const forged = made.text.slice(0, -1) + (made.text.endsWith('A') ? 'B' : 'A');
    expect(await ring.recognise(forged)).toEqual({ refused: 'unknown' });
  });

  it.each(['', 'x', 'sitrep_', `${made.text}=`, made.text.toUpperCase(), ` ${made.text}`])(
    'asks nobody about what is no key: %j',
    async (text) => {
      expect([await ring.recognise(text), asked]).toEqual([{ refused: 'unknown' }, 0]);
    },
  );

  it('asks once in five seconds about the same key', async () => {
    for (let at = 0; at < 3; at++) await ring.recognise(made.text);
    expect(asked).toBe(1);
    now += 5_000;
    await ring.recognise(made.text);
    expect(asked).toBe(2);
  });

  it('sees a revocation elsewhere when it asks again, and one made here at once', async () => {
    await ring.recognise(made.text);
    kept = { ...anna, revokedAt: new Date(now) };
    expect(await ring.recognise(made.text)).toEqual(recognised);
    ring.forget(made.id);
    expect(await ring.recognise(made.text)).toEqual({ refused: 'revoked' });
  });

  it('sees the end of a key that it knows by heart', async () => {
    kept = { ...anna, expiresAt: new Date(now + 2_000) };
    await ring.recognise(made.text);
    now += 2_000;
    expect([await ring.recognise(made.text), asked]).toEqual([{ refused: 'expired' }, 1]);
  });

  it('goes by what it knows for ten minutes while the database is away, and knows nobody new', async () => {
    await ring.recognise(made.text);
    isAway = true;
    now += 9 * MINUTE_MS;
    expect(await ring.recognise(made.text)).toEqual(recognised);
    await expect(ring.recognise(makeKey().text)).rejects.toThrow(DatabaseUnavailable);
    now += 2 * MINUTE_MS;
    await expect(ring.recognise(made.text)).rejects.toThrow(DatabaseUnavailable);
  });

  it('notes a use once a minute', async () => {
    for (const ms of [0, 100, MINUTE_MS, 100]) {
      now += ms;
      await ring.recognise(made.text);
    }
    expect(used).toEqual([made.id, made.id]);
  });
});
