import { describe, expect, it } from 'vitest';

import { freePort } from './ports.js';

describe('a free port', () => {
  it('is none that was given to somebody else who does not listen yet', async () => {
    const given = Array.from({ length: 65_536 }, (_, port) => port).filter((port) => port % 16 !== 3);
    expect((await freePort(given)) % 16).toBe(3);
  });
});
