import { describe, expect, it } from 'vitest';

import { accessPolicy, isLoopback } from './access-policy.js';

describe('who may do what without a key', () => {
  it.each([
    ['127.0.0.1', 'auto', ['read']],
    ['::1', 'auto', ['read']],
    ['localhost', 'auto', ['read']],
    ['0.0.0.0', 'auto', []],
    ['::', 'auto', []],
    ['10.0.0.7', 'auto', []],
    ['0.0.0.0', 'yes', ['read']],
    ['127.0.0.1', 'no', []],
  ] as const)('listening on %s, with OPEN_READING=%s: %j', (HOST, OPEN_READING, open) => {
    expect(accessPolicy({ HOST, OPEN_READING }).open).toEqual(open);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::ffff:127.0.0.1', '[::1]', 'LOCALHOST'])('%s is this machine', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each(['127.0.0.1.example.org', 'example.org', '0.0.0.0', '128.0.0.1', '', 'localhost.example.org'])(
    '%s is not, or not surely',
    (address) => expect(isLoopback(address)).toBe(false),
  );
});
