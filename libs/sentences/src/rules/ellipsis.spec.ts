import { describe, expect, it } from 'vitest';

import { remark } from '../../test/marked.js';

describe('ellipses', () => {
  it.each([
    'Squadron 4 had left at dawn… |Nobody saw it.',
    'I never meant that.... |She left.',
    'I was not … well, what I mean...see. |Go on.',
    'He said he was . . . tired . . . of it. |So was I.',
    'It was a habit of theirs. |. . . The practice ended.',
    'He would, if asked . . . . |Next came rain.',
    '"They [...] Fled to the hills," he wrote. |It is false.',
    '"I ... I do not know," she said. |Nobody did.',
    'Wait ... |Yes, my lord?',
    'He likes Long Days ... Dark Nights best. |I do not.',
  ])('%s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });
});
