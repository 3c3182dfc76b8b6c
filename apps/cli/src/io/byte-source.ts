/** What an input begins with, and the whole of it, still to be read once. */
export interface PeekedSource<Found> {
  /** Undefined when the input ended before anything could be told. */
  readonly found: Found | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Reads no more of an input than it takes for `tell` to know what it is. */
export async function peek<Found>(
  source: AsyncIterable<Uint8Array>,
  tell: (beginning: Uint8Array) => Found | undefined,
): Promise<PeekedSource<Found>> {
  const rest = source[Symbol.asyncIterator]();
  let beginning: Uint8Array = new Uint8Array();
  for (;;) {
    const found = tell(beginning);
    const next = found === undefined ? await rest.next() : undefined;
    if (next === undefined) return { found, chunks: joined(beginning, rest) };
    if (next.done === true) return { found: undefined, chunks: joined(beginning, rest) };
    beginning = beginning.byteLength === 0 ? next.value : Buffer.concat([beginning, next.value]);
  }
}

async function* joined(beginning: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield beginning;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    // Whoever stops reading half way closes the file.
    await rest.return?.();
  }
}

/**
 * Reads all of an input into memory; undefined when it has more bytes than `maxBytes`, which are then not kept.
 */
export async function readAll(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}
