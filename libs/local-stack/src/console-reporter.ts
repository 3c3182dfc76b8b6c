import { styleText } from 'node:util';

/** Where lines are written: standard output, or a text in a test. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Colours that have a meaning here. */
export type Colour = 'red' | 'green' | 'blue' | 'yellow' | 'dim' | 'bold';

const NAME_WIDTH = 12;
const WIDTH_WITHOUT_TERMINAL = 120;
const CLEAR_LINE = '\r\u001B[2K';

/** Writes aligned lines, `  Name        what`. On a terminal the line of a step that is under way is rewritten in place. */
export class ConsoleReporter {
  private underWay = false;

  /** @param coloured false leaves out colours (also where NO_COLOR is set, or the output is not a terminal) */
  constructor(
    private readonly terminal: Terminal,
    private readonly coloured = terminal.isTTY === true,
  ) {}

  /** Columns of text that fit on a line. */
  get width(): number {
    return this.terminal.columns ?? WIDTH_WITHOUT_TERMINAL;
  }

  /** Says what is going on. Where lines cannot be rewritten, only `long` work is worth one. */
  doing(name: string, what: string, long = false): void {
    const line = `  ${name.padEnd(NAME_WIDTH)}${this.paint('dim', `${what} …`)}`;
    if (this.terminal.isTTY === true) {
      this.terminal.write(`${CLEAR_LINE}${line}`);
      this.underWay = true;
    } else if (long) this.terminal.write(`${line}\n`);
  }

  /** A step that is done. */
  done(name: string, what: string): void {
    this.line(`  ${this.paint('green', name.padEnd(NAME_WIDTH))}${what}`);
  }

  /** A line as it is. */
  line(text = ''): void {
    this.terminal.write(`${this.underWay ? CLEAR_LINE : ''}${text}\n`);
    this.underWay = false;
  }

  /** The text in a colour, or as it is where there are none. */
  paint(colour: Colour, text: string): string {
    return this.coloured ? styleText(colour, text, { validateStream: false }) : text;
  }
}
