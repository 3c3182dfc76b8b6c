import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mayDo, SCOPES, stateOf } from './api-key.js';

const date = fc.date({ noInvalidDate: true });

describe('keys', () => {
  it('open what they were made for and nothing else, those of an admin everything', () => {
    fc.assert(
      fc.property(fc.subarray([...SCOPES]), fc.constantFrom(...SCOPES), (scopes, need) => {
        expect(mayDo(scopes, need)).toBe(scopes.includes('admin') || scopes.includes(need));
      }),
    );
    expect(SCOPES.map((need) => mayDo(['feed'], need))).toEqual([false, true, false, false]);
  });

  it('end with their date, to the moment', () => {
    const expiresAt = new Date('2026-12-01T00:00:00Z');
    expect(stateOf({ revokedAt: null, expiresAt }, new Date(expiresAt.getTime() - 1))).toBe('active');
    expect(stateOf({ revokedAt: null, expiresAt }, expiresAt)).toBe('expired');
  });

  it('never open again once they are revoked', () => {
    fc.assert(
      fc.property(date, fc.option(date), date, (revokedAt, expiresAt, now) => {
        expect(stateOf({ revokedAt, expiresAt }, now)).toBe('revoked');
      }),
    );
  });
});
