import { once } from 'node:events';

/** Writes, and waits while the reader is slower than we are. */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain');
}
