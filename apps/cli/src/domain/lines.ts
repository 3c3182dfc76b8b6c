const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** One line of an input, without its end. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Empty when the line is {@link tooLong}. */
  readonly bytes: Uint8Array;
  /** The line has more bytes than are taken, and was left aside while it was read. */
  readonly tooLong: boolean;
}

/**
 * Cuts a stream of bytes into lines, a few at a time, in order. Lines end with LF or CRLF; the last one may lack its end.
 *
 * Never holds more than one chunk and one line of at most `maxBytes`.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<readonly Line[], void, undefined> {
  const cutter = new LineCutter(maxBytes);
  for await (const chunk of chunks) {
    const lines = cutter.take(chunk);
    if (lines.length > 0) yield lines;
  }
  const rest = cutter.end();
  if (rest.length > 0) yield rest;
}

class LineCutter {
  private pieces: Uint8Array[] = [];
  private pendingBytes = 0;
  private count = 0;

  constructor(private readonly maxBytes: number) {}

  take(chunk: Uint8Array): readonly Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      this.keep(chunk.subarray(from, at));
      lines.push(this.finish());
      from = at + 1;
    }
    if (from < chunk.length) this.keep(chunk.subarray(from));
    return lines;
  }

  end(): readonly Line[] {
    return this.pendingBytes > 0 ? [this.finish()] : [];
  }

  private keep(piece: Uint8Array): void {
    this.pendingBytes += piece.byteLength;
    if (this.pendingBytes > this.maxBytes + 1) this.pieces = [];
    else this.pieces.push(piece);
  }

  private finish(): Line {
    const [only, ...others] = this.pieces;
    const bytes = withoutReturn(only === undefined || others.length > 0 ? Buffer.concat(this.pieces) : only);
    const tooLong = this.pendingBytes > this.maxBytes + 1 || bytes.byteLength > this.maxBytes;
    this.pieces = [];
    this.pendingBytes = 0;
    this.count++;
    return { number: this.count, bytes: tooLong ? new Uint8Array() : bytes, tooLong };
  }
}

const withoutReturn = (bytes: Uint8Array): Uint8Array => (bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes);

/** Whether a line holds nothing but spaces and tabs. */
export function isBlank({ bytes, tooLong }: Line): boolean {
  return !tooLong && bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === RETURN);
}
