import { describe, expect, it } from 'vitest';

import { remark } from '../../test/marked.js';
import { isAcronym } from './initials.js';

describe('initials and acronyms', () => {
  it.each([
    'J. R. Okafor and Ann B. Roe agreed. |They signed.',
    'They met J. A. Roe. |He spoke.',
    'Ask Albert I. Odum about it. |He knows.',
    'We make a good team, you and I. |Did you see it?',
    'They chose plan B. |It failed.',
    'We walked from A to B. |I knew how it felt.',
    'The U.N. Security Council met. |It adjourned.',
    'He left the U.S. |The army stayed.',
    'He left the E.U. |However, Oslo stayed.',
    'There are 500 cases in the U.S. |The U.S. Commission asked why.',
    'It joined Aero S.p. A. of Varese. |Talks go on.',
    'He holds a Ph.D. in law. |She does not.',
    'He said it in the U.S. “We hope,” he added.',
  ])('%s', (marked) => {
    expect(remark(marked)).toBe(marked.replace('U.S. “', 'U.S. |“'));
  });

  it.each([
    ['U.S', true],
    ['U.S.S.R', true],
    ['e.g', true],
    ['U', false],
    ['U.', false],
    ['3.5', false],
    ['end', false],
    ['Ph.D', false],
  ])('%s is an acronym: %s', (word, expected) => {
    expect(isAcronym(word)).toBe(expected);
  });
});
