/**
 * Most bytes that one compressed batch may unpack to. The largest record that any topic takes is 64 MiB; four times
 * that is no honest batch.
 */
export const UNPACKED_MAX_BYTES = 256 * 1024 * 1024;

/** A batch would unpack to more than is taken: a decompression bomb. */
export class BatchTooLarge extends Error {
  override readonly name = 'BatchTooLarge';

  constructor(codec: string, maxBytes: number) {
    super(`A ${codec} batch unpacks to more than ${maxBytes} bytes`);
  }
}
