import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 6;
const SECRET_BYTES = 32;
const FORM = /^sitrep_([0-9a-f]{12})_[\w-]{43}$/;

/** A key that was just made. `text` is shown once and kept nowhere. */
export interface MadeKey {
  readonly id: string;
  readonly text: string;
  readonly hash: Buffer;
}

/** Makes a key: `sitrep_`, its id, and 256 random bits. The beginning lets people and scanners of secrets know it. */
export function makeKey(): MadeKey {
  const id = randomBytes(ID_BYTES).toString('hex');
  const text = `sitrep_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { id, text, hash: hashOf(text) };
}

/** The id in a key; undefined for what is not of the form of a key. */
export function idIn(text: string): string | undefined {
  return FORM.exec(text)?.[1];
}

/**
 * What is kept of a key. SHA-256 alone is right here: salt and a slow function protect secrets that people choose, and
 * nobody guesses 256 random bits at any speed, while every request has to pay for the hash.
 */
export function hashOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Compares two hashes in a time that tells nothing of where they differ. */
export function sameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
