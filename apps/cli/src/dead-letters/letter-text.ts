import { counted } from '../domain/count.js';
import { hexDump } from '../domain/hex-dump.js';
import { letterId } from '../domain/letter-id.js';
import { plain } from '../domain/table.js';
import type { Fate, Letter } from './letters.js';

const SHOWN_TEXT = 2_000;
const SHOWN_HEX = 256;

/** A letter for people: nothing of its bytes reaches the terminal but what is plain. */
export function letterText(letter: Letter): string {
  const { attempts, canReplay, status, message, code, stage, serviceVersion } = letter;
  const by = [stage, serviceVersion, letter.consumerGroup].filter((each) => each !== null).join(', ');
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['letter', letterId(letter)],
    [
      'status',
      [
        status,
        attempts > 0 && `sent again ${counted(attempts, 'time')}`,
        status === 'open' && !canReplay && 'may not be sent again',
      ]
        .filter(Boolean)
        .join(', '),
    ],
    ['reason', `${code}: ${message}`],
    ['by', by === '' ? null : by],
    ['came', letter.at],
    ['article', letter.articleId],
    ['sentence', letter.sentenceId && `${letter.sentenceId}${letter.stored === true ? ', which is stored' : ''}`],
    ['key', letter.key && (letter.key.text ?? `${letter.key.base64} (base64)`)],
    ...letter.headers.map(({ name, text, base64 }) => ['header', `${name}: ${text ?? `${base64} (base64)`}`] as const),
  ];
  const lines = facts.filter(([, fact]) => fact !== null && fact !== undefined);
  const parts = [
    lines.map(([name, fact]) => `${name.padEnd(10)}${plain(String(fact))}\n`).join(''),
    historyText(letter),
    bytesText('value', letter.value),
    letter.edit === null ? '' : bytesText('value as it was sent last', letter.edit),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** What would become of it. */
export function fateText(fate: Fate): string {
  switch (fate.kind) {
    case 'rejected':
      return `it would be rejected again: ${fate.code}: ${plain(fate.message)}\n`;
    case 'split':
      return [
        `it would be split: article ${plain(fate.articleId)}, ${counted(fate.sentenceCount, 'sentence')}\n`,
        ...fate.sentences.map(({ text }, index) => `  ${String(index + 1).padStart(2)}  ${plain(text)}\n`),
        fate.sentenceCount > fate.sentences.length ? '  …\n' : '',
      ].join('');
    case 'sentence':
      return `it would go on: sentence ${fate.index + 1} of ${plain(fate.articleId)}: ${plain(fate.text)}\n`;
    case 'retraction':
      return `it would retract article ${plain(fate.articleId)}\n`;
    case 'outcome':
      return 'it would be taken\n';
    case 'unknown-topic':
      break;
  }
  return 'no stage takes records of this topic\n';
}

function historyText({ acts, replays }: Letter): string {
  const said = acts.map(({ at, act, by, reason, attempt }) => {
    const what = act === 'replayed' ? `sent again (${attempt})` : act;
    return [at, `${what} by ${by}: ${reason}`] as const;
  });
  const failed = replays.flatMap(({ attempt, failed: back, because }) => [
    ...(back === null ? [] : [[back.at, `attempt ${attempt} was rejected`] as const]),
    ...(attempt === 1 ? [['', `first rejected for ${because.code}: ${because.message}`] as const] : []),
  ]);
  const lines = [...said, ...failed].sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([at, what]) => `${at.padEnd(26)}${plain(what)}\n`).join('');
}

function bytesText(name: string, value: Letter['value']): string {
  if (value === null) return `${name}: null\n`;
  const bytes = Buffer.from(value.base64, 'base64');
  const text = value.text === null ? 'not UTF-8' : plainText(value.text.slice(0, SHOWN_TEXT));
  const isCut = value.bytes > SHOWN_HEX || (value.text?.length ?? 0) > SHOWN_TEXT;
  return [
    `${name}, ${counted(value.bytes, 'byte')}:\n${text}\n\n`,
    hexDump(bytes.subarray(0, SHOWN_HEX)),
    isCut ? '…         (--raw writes all)\n' : '',
  ].join('');
}

const plainText = (text: string): string => text.split('\n').map(plain).join('\n');
