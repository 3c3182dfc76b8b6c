/** A column of a table. */
export interface Column {
  readonly head: string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

const GAP = '  ';
/** A text in a narrower column is hard to read: the last column of a table stands below its row then. */
export const LEAST_WIDTH = 20;

/**
 * Lays rows out in columns under their heads, each line ended. No control characters of the cells get through.
 *
 * @param screen how wide a line may be; the last column is wrapped to fit, unless it holds numbers
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], screen = Infinity): string {
  const lines = [columns.map(({ head }) => head), ...rows].map((cells) =>
    columns.map((_, at) => plain(cells[at] ?? '')),
  );
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => widthOf(cells[at] ?? ''))));
  const padded = (cells: readonly string[]): string =>
    cells.map((cell, at) => pad(cell, widths[at] ?? 0, columns[at]?.right === true)).join(GAP);
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  const fits = before + (widths.at(-1) ?? 0) <= screen || columns.at(-1)?.right === true;
  if (fits) return lines.map((cells) => `${padded(cells).trimEnd()}\n`).join('');
  const isBelow = screen - before < LEAST_WIDTH;
  const indent = ' '.repeat(isBelow ? GAP.length : before);
  return lines
    .map((cells) => {
      const row = padded(cells.slice(0, -1));
      const last = wrapped(cells.at(-1) ?? '', screen - indent.length);
      if (isBelow) return [row.trimEnd(), ...last.map((line) => indent + line)];
      return [`${row}${GAP}${last[0] ?? ''}`.trimEnd(), ...last.slice(1).map((line) => indent + line)];
    })
    .flat()
    .map((line) => `${line}\n`)
    .join('');
}

/** Text from outside may hold terminal escapes. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** As much of a text as a line of so many characters has room for. */
export function short(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Cuts a text into lines at its blanks; a word that is wider than a line is cut too. */
export function wrapped(text: string, width: number): readonly string[] {
  const words = text.split(/ +/).flatMap((word) => pieces(word, width));
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || widthOf(line) + 1 + widthOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function pieces(word: string, width: number): readonly string[] {
  const found = [''];
  for (const { segment } of graphemes.segment(word)) {
    const last = found.at(-1) ?? '';
    if (last !== '' && widthOf(last) + widthOf(segment) > width) found.push(segment);
    else found[found.length - 1] = last + segment;
  }
  return found;
}

const graphemes = new Intl.Segmenter();
const WIDE =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303F\uFF01-\uFF60])/u;

/** How many columns of a terminal a text takes. */
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return [...graphemes.segment(text)].reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);
}

function pad(cell: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cell)));
  return right ? blanks + cell : cell + blanks;
}
