import { CommandFailure, EXIT } from './exit-codes.js';

/** Where the record of a dead letter first stood: its name. */
export interface LetterId {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * Reads `topic/partition/offset`.
 *
 * @throws CommandFailure (usage)
 */
export function parseLetterId(text: string): LetterId {
  const [, topic, partition, offset] = /^([\w.-]{1,249})\/(\d{1,9})\/(\d{1,15})$/.exec(text) ?? [];
  if (topic === undefined) {
    throw new CommandFailure(
      EXIT.usage,
      `${text} names no letter: it is topic/partition/offset, as \`list\` shows it.`,
    );
  }
  return { topic, partition: Number(partition), offset: Number(offset) };
}

/** Writes the name of a letter. */
export const letterId = ({ topic, partition, offset }: LetterId): string => `${topic}/${partition}/${offset}`;
