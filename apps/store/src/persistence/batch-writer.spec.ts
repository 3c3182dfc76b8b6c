import { FatalFailure, TransientFailure } from '@sitrep/pipeline';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';

import { BatchWriter, type Write } from './batch-writer.js';

const failure = (code: string): Error => Object.assign(new Error(`failed with ${code}`), { code });

/** A database that takes what it is given. What the writes do decides the tests. */
const database = { transaction: (work: (manager: object) => Promise<void>) => work({}) } as unknown as DataSource;

function writerWithPauses(): { readonly writer: BatchWriter; readonly pauses: number[] } {
  const pauses: number[] = [];
  const writer = new BatchWriter(database, (ms) => {
    pauses.push(ms);
    return Promise.resolve();
  });
  return { writer, pauses };
}

/** Fails as long as one of the bad items is among those to be written. */
function refusing(code: string, bad: readonly number[], written: number[] = []): Write<number> {
  return (_, items) => {
    if (items.some((item) => bad.includes(item))) return Promise.reject(failure(code));
    written.push(...items);
    return Promise.resolve();
  };
}

describe('writing batches', () => {
  it('writes every good item exactly once, and refuses every bad one, whichever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(50)), fc.array(fc.nat(50)), async (items, bad) => {
        const written: number[] = [];
        const results = await writerWithPauses().writer.save(items, refusing('22P05', bad, written));
        expect(written).toEqual(items.filter((item) => !bad.includes(item)));
        expect(results.map((result) => result !== undefined)).toEqual(items.map((item) => bad.includes(item)));
      }),
    );
  });

  it('refuses with the SQLSTATE, and what the database said', async () => {
    const results = await writerWithPauses().writer.save([1], refusing('22021', [1]));
    expect(results).toEqual([{ code: 'STORE_REJECTED', message: 'SQLSTATE 22021: failed with 22021' }]);
  });

  it.each(['57P01', 'ECONNREFUSED', '53300', '25006'])(
    'waits for the world at %s, and blames no item',
    async (code) => {
      await expect(writerWithPauses().writer.save([1, 2, 3], refusing(code, [2]))).rejects.toThrow(TransientFailure);
    },
  );

  it.each(['42P01', '42501', '08P01'])('gives up at %s: the service is wrong, not the item', async (code) => {
    await expect(writerWithPauses().writer.save([1, 2, 3], refusing(code, [2]))).rejects.toThrow(FatalFailure);
  });

  it.each(['40P01', '40001', '57014'])('tries again at %s, with growing pauses', async (code) => {
    const { writer, pauses } = writerWithPauses();
    let failures = 4;
    const results = await writer.save([1, 2], () =>
      failures-- > 0 ? Promise.reject(failure(code)) : Promise.resolve(),
    );
    expect(results).toEqual([undefined, undefined]);
    expect(pauses).toHaveLength(4);
    expect(pauses[3]).toBeGreaterThan(pauses[0] ?? 0);
  });

  it('refuses an item that times out alone, while its neighbours pass', async () => {
    const results = await writerWithPauses().writer.save([1, 2, 3], refusing('57014', [3]));
    expect(results.map((result) => result?.code)).toEqual([undefined, undefined, 'STORE_REJECTED']);
  });

  it.each([[[1]], [[1, 2, 3]]])('takes it for a busy world when everything of %j times out', async (items) => {
    await expect(writerWithPauses().writer.save(items, refusing('57014', items))).rejects.toThrow(TransientFailure);
  });

  it('tries once more at a duplicate: the other row may be there by then', async () => {
    let calls = 0;
    const write = () => (calls++ === 0 ? Promise.reject(failure('23505')) : Promise.resolve());
    expect(await writerWithPauses().writer.save([1], write)).toEqual([undefined]);
  });

  it('lets a mistake of the program through: the runner finds the item that it fails on', async () => {
    const write = () => Promise.reject(new TypeError('undefined is not a function'));
    await expect(writerWithPauses().writer.save([1, 2], write)).rejects.toThrow(TypeError);
  });

  it('does nothing for an empty batch', async () => {
    expect(await writerWithPauses().writer.save([], () => Promise.reject(new Error('called')))).toEqual([]);
  });
});
