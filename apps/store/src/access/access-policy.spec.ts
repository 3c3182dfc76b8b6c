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
    expect(accessPolicy({ HOST, OPEN_READING, CORS_ORIGINS: [] }).open).toEqual(open);
  });

  it.each([
    ['127.0.0.1', undefined, undefined],
    ['127.0.0.1', 10, 10],
    ['0.0.0.0', undefined, 3_000],
    ['0.0.0.0', 0, undefined],
  ])('listening on %s, with RATE_LIMIT=%s: %s requests a minute', (HOST, RATE_LIMIT, limit) => {
    const policy = accessPolicy({ HOST, RATE_LIMIT, OPEN_READING: 'auto', CORS_ORIGINS: [] });
    expect(policy.requestsPerMinute).toBe(limit);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::ffff:127.0.0.1', '[::1]', 'LOCALHOST'])('%s is this machine', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each(['127.0.0.1.example.org', 'example.org', '0.0.0.0', '128.0.0.1', '', 'localhost.example.org'])(
    '%s is not, or not surely',
    (address) => expect(isLoopback(address)).toBe(false),
  );
});
