/** A column of a table. */
export interface Column {
  readonly head: string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

const GAP = '  ';

/** Lays rows out in columns under their heads, each line ended. No control characters of the cells get through. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ head }) => head), ...rows].map((cells) => cells.map(plain));
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  return lines
    .map((cells) => {
      const padded = columns.map(({ right }, at) => {
        const cell = cells[at] ?? '';
        return right === true ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
      });
      return `${padded.join(GAP).trimEnd()}\n`;
    })
    .join('');
}

/** Text from outside may hold terminal escapes. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
