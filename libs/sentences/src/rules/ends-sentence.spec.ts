import { describe, expect, it } from 'vitest';

import { remark } from '../../test/marked.js';

describe('where a sentence ends', () => {
  it.each([
    'Water ran out. |So did bread.',
    'Really?! |Yes!! |Good.',
    'KABUL, Aug. 12 (AP) — Troops left. |Others came.',
    'WASHINGTON (AP) _ Talks go on. |They may fail.',
    'He left. |— She stayed.',
    'Prices rose. |$5 is the new price.',
    'It is gone. |#peace is what they write.',
    'It is gone. |2 more are left.',
  ])('news: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'She works at Yahoo! in the port. |He does not.',
    'They saw Moulin Rouge! Live on tape. |It was old.',
    'They played in Viva Oslo! (1965) together. |It flopped.',
  ])('a mark in a name: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'He bought it. |iPhone sales rose.',
    'It is on the site. |https://example.com has it.',
    'we need water. |it is hot. |i am sorry',
    'He came, approx. five hours late. |She left.',
    'It was seen by all. |(credit: Ann Roe)',
    'He owns 5 km. of road.',
    'The plan is old. |a) feed them b) house them',
  ])('before a small letter: %s', (marked) => {
    expect(remark(marked)).toBe(marked.replace(' b)', ' |b)'));
  });

  it.each([
    '我们走了。|他们留下了！|为什么？|没有人知道。',
    'वे चले गए। |हम रुके। |क्यों?',
    'غادروا المدينة. |هل عادوا؟ |لا أحد يعرف.',
    'وہ چلے گئے۔ |ہم رک گئے۔',
    'Они ушли. |Г. Иванов остался. |Почему?',
  ])('other scripts: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });
});
