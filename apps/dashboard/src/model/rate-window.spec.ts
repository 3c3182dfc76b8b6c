import { describe, expect, it } from 'vitest';

import { perSecond, steps, withReading, type Reading } from './rate-window.js';

const reading = (at: number, total: number): Reading => ({ at, total });

describe('the live rate', () => {
  it('is the growth over the window', () => {
    expect(perSecond([reading(0, 100), reading(1000, 160), reading(4000, 300)])).toBe(50);
  });

  it.each([[[]], [[reading(5, 1)]], [[reading(5, 1), reading(5, 2)]]])('is unknown from %j', (readings) => {
    expect(perSecond(readings)).toBeUndefined();
  });

  it('keeps the last reading before the window, to begin with', () => {
    const readings = [reading(0, 0), reading(1000, 1), reading(2000, 2)];
    expect(withReading(readings, reading(3500, 3), 2000)).toEqual([
      reading(1000, 1),
      reading(2000, 2),
      reading(3500, 3),
    ]);
    expect(withReading(readings, reading(9000, 3), 2000)).toEqual([reading(2000, 2), reading(9000, 3)]);
  });

  it('begins anew when the total falls', () => {
    expect(withReading([reading(0, 10)], reading(1000, 4), 2000)).toEqual([reading(1000, 4)]);
  });

  it('has a step for each reading but the first', () => {
    expect(steps([reading(0, 0), reading(2000, 10), reading(3000, 10)])).toEqual([5, 0]);
  });
});
