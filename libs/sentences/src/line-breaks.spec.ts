import { describe, expect, it } from 'vitest';

import { remark } from '../test/marked.js';

const WRAPPED = [
  'The column moved north on Friday along the only road open, said Gen.',
  'Amir Rahmani, who commands the district for the government and the',
  'tribes of the valley. |The U.N. refugee agency, which has counted the',
  'people who came over the border since Monday, had no comment. |Mr.',
  'Odum had none. |Talks go on.',
].join('\n');

describe('line breaks', () => {
  it.each([
    'Troops leave the north\n|The column moved on Friday.\n|It was long.',
    'Troops leave the north\n\n|by Ann Roe\n\n|The column moved.',
    'This is a sentence\ncut off in the middle. |Next.',
    'It was a cold \nnight in the city.',
    'water\n|bread and salt\n|blankets, tents\n',
    'He came.\r\n|She left.\r\n\r\n|They met.',
    'He came.\u2028|She left.',
    'It ends,\n\n|and this is no part of it.',
  ])('%j', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it('joins lines that were wrapped, and asks the rules about stops at their ends', () => {
    expect(remark(WRAPPED)).toBe(WRAPPED);
  });

  it('keeps headlines apart that happen to be of one length, but for one that goes on in small letters', () => {
    const headlines = [
      'Ministers of ten countries meet in Geneva on Friday',
      '|Rebels leave the northern valley without a fight at',
      '|Prices of bread and of fuel rise for the third month',
      'aid groups ask for more trucks at the northern border',
    ].join('\n');
    expect(remark(headlines)).toBe(headlines);
  });

  it('ends a sentence at a gap of very many blanks', () => {
    const [narrow, wide] = [10, 2_000].map((blanks) => `Mr.${' '.repeat(blanks)}Odum spoke.`);
    expect(remark(narrow ?? '')).toBe(narrow);
    expect(remark(wide ?? '')).toBe(wide?.replace('Odum', '|Odum'));
  });

  it('keeps lines apart where the next word would have fitted', () => {
    const short = WRAPPED.replace('Talks go on.', 'Talks go\n|Kabul\n|Oslo');
    expect(remark(short)).toBe(short);
  });
});
