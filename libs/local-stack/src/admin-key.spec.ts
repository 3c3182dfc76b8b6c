import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { adminKeyOf } from './admin-key.js';

describe('the key that npm start makes', () => {
  let directory: string;
  let at: { readonly adminKey: string };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
    at = { adminKey: join(directory, 'admin.key') };
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is made once, and is for its owner alone', () => {
    const key = adminKeyOf(at, {});
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(adminKeyOf(at, {})).toBe(key);
    expect(statSync(at.adminKey).mode & 0o777).toBe(0o600);
  });

  it('is the one of the settings where there is one', () => {
    expect(adminKeyOf(at, { ADMIN_KEY: 'one-of-my-own' })).toBe('one-of-my-own');
    expect(adminKeyOf(at, { ADMIN_KEY: '' })).not.toBe('');
  });
});
