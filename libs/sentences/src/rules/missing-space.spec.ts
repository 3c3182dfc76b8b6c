import { describe, expect, it } from 'vitest';

import { remark } from '../../test/marked.js';

describe('a missing space after the stop', () => {
  it.each([
    'The talks ended.|Nobody signed.|Mr. Odum left with 1,000.|That was all.',
    '“It is over.”|Then he left.',
    'Was he there?|Nobody knew.',
    'Write to Jane.Doe@example.com. |She reads it.',
    'See https://www.example.com/A.Html?x=1.Y for more. |It is long.',
    'He uses Node.js and ASP.Net daily. |She does not.',
    'The U.S.Army stayed. |It left later.',
    'It grew 3.5 percent. |In 2020 it grew 2.1.',
    'The handle @press.Office is theirs. |Follow it.',
    'It moved at 11.18.2014. |It stopped.',
    'A gap opened.11 |Take one example.',
    'It was widely reported.[3] |Some denied it.',
    'It was widely known.4 |Even Oslo agreed. 5 |At noon it rained. |4 Americans died.',
    'The gap is gone. 5\n\n|It was small. 6',
    'They married in 2014. [17] [18] |They have a son.',
    'See the fourth table (1987).1 |It is short.',
  ])('%s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });
});
