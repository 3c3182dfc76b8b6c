import type { EventContract } from '@sitrep/contracts';
import { z } from 'zod';

/** An event for tests of what carries events. */
export interface Note {
  readonly author: string;
  readonly text: string;
}

const schema = z.object({ author: z.string(), text: z.string() });

/** A contract on a topic of any name, with values of at most 2 MB. */
export function noteContract(topic: string): EventContract<Note> {
  return {
    topic,
    description: 'A note.',
    schema,
    key: ({ author }) => author,
    id: ({ author, text }) => `${author}-${text.length}`,
    maxBytes: 2_000_000,
  };
}
