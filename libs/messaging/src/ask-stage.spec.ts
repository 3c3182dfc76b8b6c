import { done, FatalFailure, TransientFailure, type Outcome } from '@sitrep/pipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { askStage } from './ask-stage.js';

const ignore = (): void => undefined;
const kinds = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ kind }) => kind);

describe('asking a stage', () => {
  it('rejects exactly the deliveries that fail alone, whatever they are among', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 50 }), async (fails) => {
        const failed: number[] = [];
        const handle = (part: readonly boolean[]): Promise<readonly Outcome[]> =>
          part.some(Boolean) ? Promise.reject(new TypeError('poison')) : Promise.resolve(part.map(done));
        const { outcomes, stoppedBy } = await askStage(handle, fails, (index) => failed.push(index));
        expect(kinds(outcomes)).toEqual(fails.map((one) => (one ? 'reject' : 'emit')));
        expect(failed).toEqual(fails.flatMap((one, index) => (one ? [index] : [])));
        expect(stoppedBy).toBeUndefined();
      }),
    );
  });

  it.each([
    ['the world', new TransientFailure('away')],
    ['the service', new FatalFailure('no such table')],
  ])('stops when %s fails, with what was decided before', async (_, failure) => {
    let calls = 0;
    const handle = (part: readonly number[]): Promise<readonly Outcome[]> => {
      calls++;
      if (calls === 1) return Promise.reject(new Error('something in the batch'));
      return calls === 2 ? Promise.resolve(part.map(done)) : Promise.reject(failure);
    };
    const { outcomes, stoppedBy } = await askStage(handle, [1, 2, 3, 4], ignore);
    expect([kinds(outcomes), stoppedBy]).toEqual([['emit', 'emit'], failure]);
  });

  it('does not take too few outcomes for an answer', async () => {
    const { outcomes } = await askStage(
      (part: readonly number[]) => Promise.resolve(part.length > 1 ? [] : part.map(done)),
      [1, 2],
      ignore,
    );
    expect(kinds(outcomes)).toEqual(['emit', 'emit']);
  });

  it('does not ask about nothing', async () => {
    const { outcomes } = await askStage(() => Promise.reject(new Error('asked')), [], ignore);
    expect(outcomes).toEqual([]);
  });
});
