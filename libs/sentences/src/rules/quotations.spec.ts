import { describe, expect, it } from 'vitest';

import { remark } from '../../test/marked.js';

describe('quotations', () => {
  it.each([
    '“We did not expect this,” said Maj. Petrov. |“That bridge was the last one. |It is gone.”',
    '"We lost," he said. |"That is all." |She nodded.',
    "He called it 'a mess.' |Nobody laughed.",
    '“Why?” Mr. Odum asked. |Nobody answered.',
    '“Got any others?” I said. |He had none.',
    '“Go!” shouted the guard. |They went.',
    '“Why?” he asked. |“Because,” she said.',
    '“Why?” |The minister left the room.',
    'She turned, "This is great." she said. |He left.',
    '„Wir gehen.“ |Er blieb.',
    '«Nous partons.» |Il resta.',
    'He asked (who would not?) and left. |She stayed.',
    'He left (she had left before). |They met again.',
    '(They met again.) |He left.',
    'He said “no.” |(She agreed.)',
    'It ended.“Now go,” he said.',
    'He left the hall ("a dull place.") |Nobody followed.',
  ])('%s', (marked) => {
    expect(remark(marked)).toBe(marked.replace('ended.“', 'ended.|“'));
  });
});
