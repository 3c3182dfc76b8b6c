import type { ChangeCounter, ChangeKind } from './changes.js';

/** Bytes 80 to 9F of windows-1252 that were read as Latin-1, in order. Source: WHATWG Encoding Standard, index windows-1252. */
const WINDOWS_1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';
const FIRST_C1 = 0x80;
const REPLACEMENT = '\uFFFD';

interface Rule {
  readonly kind: ChangeKind;
  readonly pattern: RegExp;
  readonly replacement: string | ((character: string) => string);
}

const RULES: readonly Rule[] = [
  { kind: 'loneSurrogates', pattern: /[\uD800-\uDFFF]/gu, replacement: REPLACEMENT },
  { kind: 'lineBreaks', pattern: /\r\n?|[\v\f\u2028\u2029]/g, replacement: '\n' },
  { kind: 'misreadCharacters', pattern: /[\x80\x82-\x8C\x8E\x91-\x9C\x9E\x9F]/g, replacement: asWindows1252 },
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  { kind: 'controlCharacters', pattern: /[\0-\x08\x0E-\x1F\x7F\x81\x8D\x8F\x90\x9D]/g, replacement: '' },
  { kind: 'invisibleCharacters', pattern: /[\u00AD\u200B\u2060\uFEFF]/g, replacement: '' },
  { kind: 'unusualSpaces', pattern: /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, replacement: ' ' },
];

/**
 * Replaces characters that are no text: lone surrogates by U+FFFD, line breaks of any kind by \n, bytes of windows-1252
 * by what they meant, special spaces by plain ones; control and invisible characters are taken out. Idempotent; linear.
 */
export function cleanCharacters(text: string, counter: ChangeCounter): string {
  let cleaned = text;
  for (const { kind, pattern, replacement } of RULES) {
    if (cleaned.search(pattern) < 0) continue;
    cleaned = cleaned.replace(pattern, (character) => {
      counter.add(kind);
      return typeof replacement === 'string' ? replacement : replacement(character);
    });
  }
  return cleaned;
}

/**
 * More combining marks than this on one character are no text of any language, and ordering them would cost the square of
 * their number. Source: UAX #15, section 13, Stream-Safe Text Format.
 */
const HEAP_OF_MARKS = /(\P{M}?\p{M}{31,})/u;

/** Unicode's canonical composition; counts the pieces of text that it changes. Heaps of marks are left as they are. */
export function composed(text: string, counter: ChangeCounter): string {
  const normal = HEAP_OF_MARKS.test(text) ? composedAroundHeaps(text) : text.normalize('NFC');
  if (normal !== text) counter.add('notNfc');
  return normal;
}

function composedAroundHeaps(text: string): string {
  const parts = text.split(HEAP_OF_MARKS);
  return parts.map((part, index) => (index % 2 === 0 ? part.normalize('NFC') : part)).join('');
}

function asWindows1252(character: string): string {
  return WINDOWS_1252.charAt(character.charCodeAt(0) - FIRST_C1);
}
