import { describe, expect, it } from 'vitest';

import { remark } from '../../test/marked.js';

describe('abbreviations', () => {
  it.each([
    'Mr. Ibarra met Mrs. Odum and Dr. Lee. |They talked.',
    'Gen. Amir Rahmani and Lt. Col. Brandt flew in. |Sgt. Ruiz stayed.',
    'He wrote to Atty.-Gen. Park and Maj.-Gen. Osei. |Nobody answered.',
    'Brig. Gen. (ret.) Amos Roe and the 3rd Bn. Royal Odum Regt. came. |Col. (Res.) Lee stayed.',
    'The Rt. Hon. Ann Roe and Sen. Lee, D-W.Va., voted. |It passed.',
    'Prof. The, who teaches law, agreed. |His class did not.',
    'Secretary-General Kim thanked Amb. Fofana. |Then he left.',
    'The road to Ft. Bragg and Mt. Elgon is open. |Drive slowly.',
  ])('a title, a rank or a prefix of a place never ends: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'Talks began on Jan. 5 and ended in Feb. |The parties signed.',
    'On Sept. 11 they marched. |Police watched.',
    'She saw the sun. |Clouds came later.',
    'It was hard to mar. |Nobody tried.',
    'They met on Fri. Dec. 3 in Oslo. |It rained.',
  ])('a month or a day goes on before a number and a name: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'No. 4 Squadron left at dawn. |It was cold.',
    'See p. 55 and vol. IV of the report. |It is long.',
    'Was it true? |No. |The minister denied it.',
    'He read Art. 5 of the treaty aloud. |Nobody objected.',
    'Symphony Op. 46 was played. |They clapped.',
    'The resolution cites Nos. 12 and 13. |Both passed.',
  ])('a word before a number waits for it: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'He works for Harbor Freight Lines Inc. in Oslo. |It is small.',
    'They sold it to Northwind Corp. |The price was not given.',
    'She left Acme Co. |Northwind said it would hire her.',
    'It is a unit of Northwind Motors Corp. |Bison sales were not available.',
    'Acme Inc. Chief Executive Ann Roe said so. |Shares rose.',
    'He is a son of Martin Roe Jr. |His mother is a judge.',
    'Acme Inc. (formerly Apex) closed. |Staff wept.',
  ])('the name of a company may end a sentence: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'The firm is in Beverly Hills, Calif. |Northwind said it would move there.',
    'Calif. Gov. Ann Roe signed it. |Farmers cheered.',
    'They moved to Dover, Del. |It was cheap.',
    'He fell ill. |Doctors came.',
    'She was born on St. Kitts. |Her father lives on Elm St. |He is old.',
  ])('a state or street goes on before a name, ends before a starter: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'The curfew starts at 5 p.m. Monday in Kabul. |It ends at 6 a.m. |Shops stay shut.',
    'At 5 a.m. Mr. Odum woke. |He left at 6 P.M. |Mr. Ruiz stayed.',
    'The flight left at 10 p.m. EDT on Friday. |It was full.',
    'I am. |You are.',
  ])('a half of the day keeps its zone and day: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'Use small arms, e.g. Rifles of class B, vs. Armour. |Then stop.',
    'Cf. Roe v. Wade and others. |The court sat.',
    'P.S. What about you?',
  ])('Latin goes on: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'Here are five aims: 1. Feed the city. |2. Open the port.',
    'Figure 3. Results of the poll.',
    'Profit was $3. |Costs were $2.',
    'The score was 12. |Nobody cheered.',
  ])('a number that labels goes on, a number that counts ends: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });

  it.each([
    'TROOPS LEFT. |THE U.S. ARMY AND GEN. BRANDT STAYED. |THE U.N. IS SILENT.',
    'THE TALKS IN THE U.S. |THE MINISTER SAID NOTHING.',
  ])('in capitals throughout, only sure words begin a sentence: %s', (marked) => {
    expect(remark(marked)).toBe(marked);
  });
});
