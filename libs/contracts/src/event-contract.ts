import type { z } from 'zod';

/**
 * What travels on one topic. Everything that speaks of the event (producer, consumer, JSON Schema, AsyncAPI) takes it
 * from here; nobody types a topic's name.
 */
export interface EventContract<T> {
  /** Topic and CloudEvents `type` at once, with the major version at its end. */
  readonly topic: string;
  /** One sentence for the reader of the generated documents. */
  readonly description: string;
  /** The record's JSON value. */
  readonly schema: z.ZodType<T>;
  /** Kafka record key: events with the same key keep their order. */
  readonly key: (event: T) => string;
  /** CloudEvents `id`: the same event, made again, has the same id. */
  readonly id: (event: T) => string;
  /** Largest record that the topic takes, in bytes. */
  readonly maxBytes: number;
  /**
   * Reads a value that is not (or not only) plain JSON of the schema. Throws {@link RejectedInput}.
   * Left out, the value is JSON of the schema.
   */
  readonly read?: (value: InputValue) => T;
  /** What a null value with this key means. Left out, a null value is rejected. */
  readonly tombstone?: (key: string) => T;
}

/** A record's value after the checks that are the same for every topic. */
export interface InputValue {
  readonly text: string;
  /** Media type that the producer named, in lower case and without parameters. */
  readonly contentType: string | undefined;
}

/** Why an input cannot be taken. The codes are part of the contract of the dead letters. */
export const REJECTION_CODES = {
  KEY_MISSING: 'A null value retracts the article that its key names, and there is no key.',
  TOMBSTONE_UNEXPECTED: 'A null value means nothing on this topic.',
  ENCODING_INVALID: 'The value is not UTF-8. Encodings are not guessed.',
  UNSUPPORTED_WIRE_FORMAT: 'The value begins with a zero byte (schema-registry framing or binary): send JSON or text.',
  JSON_INVALID: 'The value is not one JSON document.',
  JSON_FORBIDDEN_KEY: 'The JSON has a key that could reach an object prototype.',
  SCHEMA_INVALID: 'The JSON does not match the schema of the event.',
  SCHEMA_VERSION_UNKNOWN: 'The CloudEvents type is not the one of this topic.',
  CLOUDEVENT_INVALID: 'The structured CloudEvents envelope is not valid.',
  DATE_OUT_OF_RANGE: 'The date is outside the years 1450 to 2199.',
  LIMIT_EXCEEDED: 'A limit on size, depth, number of keys or number of headers is exceeded.',
  NO_SENTENCES: 'After cleaning, the article has no sentence.',
  STORE_REJECTED: 'The database cannot hold the value.',
  STAGE_FAILED: 'The service failed on this event alone: a defect to be reported.',
} as const;

/** One of {@link REJECTION_CODES}. */
export type RejectionCode = keyof typeof REJECTION_CODES;

const LONGEST_MESSAGE = 1_000;

/** A message may quote the input: what cannot be shown or stored as text becomes U+FFFD. */
const printable = (text: string): string =>
  text
    .slice(0, LONGEST_MESSAGE)
    .replaceAll(/\p{Cc}/gu, '\uFFFD')
    .toWellFormed();

/** The input is wrong and will stay wrong; `message` says where and what to do. */
export class RejectedInput extends Error {
  override readonly name = 'RejectedInput';

  constructor(
    readonly code: RejectionCode,
    message: string,
  ) {
    super(printable(message));
  }
}
