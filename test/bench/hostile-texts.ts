/** A text made to be slow to split. */
export interface HostileText {
  readonly kind: string;
  readonly text: string;
}

const UNITS: Readonly<Record<string, string>> = {
  'full stops': '.',
  'straight quotes': '"',
  'no blanks': 'a',
  'one line': 'The column moved north on Friday. ',
  'U.S. again and again': 'U.S.',
  'open quote and bracket': '“(',
  'short lines': '\n ',
  'stops and quotes': '.” ',
  'exclamations and names': '!” Smith ',
  'spaced full stops': '. ',
  'blanks after a stop': ' ',
  'list markers': '1) a ',
  'carriage returns': '\r\n',
  'blank lines': '\n',
};

/** A text of each hostile kind, `length` UTF-16 code units long. */
export function* hostileTexts(length: number): Generator<HostileText> {
  for (const [kind, unit] of Object.entries(UNITS)) {
    const text = `It began. ${unit.repeat(Math.ceil(length / unit.length))}`.slice(0, length);
    yield { kind, text };
  }
}
