/** Code units that are copied at a time: they fit the processor's nearest cache, and no text needs a second copy of itself. */
const LONGEST_WINDOW = 8 * 1024;
const BYTES_A_UNIT = 2;

/**
 * Finds the next code unit of some kind. It reads the text's code units from a small copy, for reading a string itself, unit by
 * unit, takes twice the time.
 */
export class UnitWindow {
  private readonly bytes: Buffer;
  private readonly units: Uint16Array;
  private start = 0;
  private end = 0;

  constructor(private readonly text: string) {
    const length = Math.min(text.length, LONGEST_WINDOW);
    this.bytes = Buffer.allocUnsafeSlow(length * BYTES_A_UNIT);
    this.units = new Uint16Array(this.bytes.buffer, 0, length);
  }

  /** The first place from `from` whose code unit is marked in `table`; else `limit`, or `from` beyond it. */
  find(table: Uint8Array, from: number, limit: number): number {
    const { units } = this;
    let at = from;
    while (at < limit) {
      if (at < this.start || at >= this.end) this.moveTo(at);
      const stopAt = Math.min(limit, this.end) - this.start;
      let index = at - this.start;
      while (index < stopAt && table[units[index] as number] === 0) index++;
      at = this.start + index;
      if (index < stopAt) return at;
    }
    return at;
  }

  private moveTo(start: number): void {
    this.start = start;
    this.end = Math.min(this.text.length, start + this.units.length);
    this.bytes.write(this.text.slice(start, this.end), 'utf16le');
  }
}
