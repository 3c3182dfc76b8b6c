import { CONTRACTS, LABELS, REJECTION_CODES } from '@sitrep/contracts';
import { z } from 'zod';

import { REFUSED_CODE, UNKNOWN_CODE } from '../../domain/dead-letter.js';
import { BULK_LIMIT, LETTER_STATUSES, MAX_ATTEMPTS } from '../../domain/dead-letter-work.js';
import { personFields } from '../sentences/correction-schemas.js';
import { instant, pageParameters } from '../schemas.js';

const count = z.int().nonnegative();
const CODES = [
  ...(Object.keys(REJECTION_CODES) as (keyof typeof REJECTION_CODES)[]),
  REFUSED_CODE,
  UNKNOWN_CODE,
] as const;
const EXAMPLE_TOPIC = CONTRACTS[0].topic;

const topicName = z.string().regex(/^[\w.-]{1,249}$/, 'is not the name of a topic');
/** In UTC: RFC 3339 lets an offset be of 23 hours, Postgres does not. */
const time = (description: string) =>
  z.iso
    .datetime({ offset: true, error: 'is not a time as RFC 3339 has it, e.g. 2026-01-31T00:00:00Z' })
    .transform((given) => new Date(given))
    .refine((date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999, 'is out of range')
    .transform((date) => date.toISOString())
    .optional()
    .meta({ description, type: 'string', format: 'date-time' });

/** Which letters. The same for lists, counts and acts on many. */
const filterFields = {
  topic: topicName.optional().meta({ description: 'Topic that the record was first on', examples: [EXAMPLE_TOPIC] }),
  code: z.enum(CODES).optional().meta({ description: 'Why it was rejected last' }),
  status: z
    .enum(LETTER_STATUSES)
    .optional()
    .meta({ description: 'open: to be looked at; replayed: sent again, and it has not come back' }),
  stage: z.string().min(1).max(200).optional().meta({ description: 'Who rejected it last' }),
  article: z.string().min(1).max(512).optional().meta({ description: 'Only letters about the article with this id' }),
  from: time('First moment of the arrival among the dead letters'),
  to: time('The moment after the last'),
};

export const deadLettersQuery = z.strictObject({ ...filterFields, ...pageParameters });

const MAX_DAYS = 92;

export const groupsQuery = z.strictObject({
  ...filterFields,
  days: z
    .string()
    .regex(/^\d{1,2}$/, 'is not a whole number')
    .transform(Number)
    .refine((days) => days >= 1 && days <= MAX_DAYS, `is not between 1 and ${MAX_DAYS}`)
    .default(14)
    .meta({
      description: 'How many days are told apart, today the last',
      type: 'integer',
      minimum: 1,
      maximum: MAX_DAYS,
      default: 14,
    }),
  zone: z
    .string()
    .max(64)
    .refine(isZone, 'is not the name of a time zone, e.g. Europe/Berlin')
    .default('UTC')
    .meta({ description: 'Time zone that days begin and end in (IANA)' }),
});

function isZone(zone: string): boolean {
  if (!/^[A-Za-z][\w/+-]*$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Path parameters of one letter: where its record first stood. */
export const letterPath = z.strictObject({
  topic: topicName.meta({ description: 'Topic that the record was first on', examples: [EXAMPLE_TOPIC] }),
  partition: z
    .string()
    .regex(/^\d{1,9}$/, 'is not a whole number')
    .transform(Number)
    .meta({ type: 'integer', minimum: 0 }),
  offset: z
    .string()
    .regex(/^\d{1,15}$/, 'is not a whole number')
    .transform(Number)
    .meta({ type: 'integer', minimum: 0 }),
});

const valueFields = {
  text: z.string().optional().meta({ description: 'Another value in the place of the letter’s own, as UTF-8' }),
  base64: z.base64().optional().meta({ description: 'The same as bytes' }),
};

const notBoth = ({ text, base64 }: { text?: string | undefined; base64?: string | undefined }): boolean =>
  text === undefined || base64 === undefined;
const NOT_BOTH = 'has both text and base64';

export const dryRunBody = z
  .strictObject(valueFields)
  .refine(notBoth, NOT_BOTH)
  .meta({ id: 'DeadLetterDryRunBody', examples: [{ text: '{"id":"a-1","body":"Troops left."}' }] });

export const replayBody = z
  .strictObject({ ...personFields, ...valueFields })
  .refine(notBoth, NOT_BOTH)
  .meta({ id: 'DeadLetterReplayBody', examples: [{ by: 'anna', reason: 'The producer is mended.' }] });

export const discardBody = z
  .strictObject(personFields)
  .meta({ id: 'DeadLetterDiscardBody', examples: [{ by: 'anna', reason: 'A test.' }] });

export const bulkBody = z
  .strictObject({
    filter: z.strictObject(filterFields).omit({ status: true }),
    expect: count.optional().meta({
      description: 'How many letters this is to be done to, as counted before. Left out: they are only counted',
    }),
    ...personFields,
  })
  .meta({
    id: 'DeadLetterBulkBody',
    examples: [{ filter: { code: 'STAGE_FAILED' }, expect: 12, by: 'anna', reason: 'The stage is mended.' }],
  });

export const bulkSchema = z
  .object({
    done: z.boolean().meta({ description: 'False: they were only counted' }),
    matching: count.meta({ description: 'Open letters of the filter that this can be done to' }),
    affected: count.meta({
      description: `Letters that it was done to, the oldest first; at most ${BULK_LIMIT} at once`,
    }),
  })
  .meta({ id: 'DeadLetterBulk' });

const letterFields = {
  topic: z
    .string()
    .meta({ description: 'Topic that the record was first on. With partition and offset the letter’s name' }),
  partition: count,
  offset: count,
  status: z.enum(LETTER_STATUSES),
  attempts: count.meta({ description: `How often it was sent again; at most ${MAX_ATTEMPTS} times` }),
  code: z.string().meta({ description: 'Why it was rejected last', examples: ['JSON_INVALID'] }),
  message: z.string(),
  stage: z.string().nullable().meta({ description: 'Who rejected it last' }),
  serviceVersion: z.string().nullable(),
  articleId: z.string().nullable(),
  sentenceId: z.guid().nullable(),
  bytes: count.nullable().meta({ description: 'Length of the value; null: it is null' }),
  at: instant.meta({ description: 'When it first came among the dead letters' }),
};

const letterItem = z.object(letterFields).meta({ id: 'DeadLetterItem' });

export const deadLetterPageSchema = z
  .object({ items: z.array(letterItem), next: z.string().optional() })
  .meta({ id: 'DeadLetterPage' });

const bytesSchema = z
  .object({
    bytes: count.meta({ description: 'Length of the whole' }),
    base64: z.string().meta({ description: 'The bytes, or their beginning' }),
    text: z.string().nullable().meta({ description: 'The same as text; null: they are not UTF-8' }),
    truncated: z.boolean().meta({ description: 'There are more bytes; …/value has all' }),
  })
  .meta({ id: 'DeadLetterBytes' });

const replaySchema = z
  .object({
    attempt: z.int().positive(),
    edited: z.boolean(),
    because: z
      .object({
        code: z.string(),
        message: z.string(),
        stage: z.string().nullable(),
        serviceVersion: z.string().nullable(),
      })
      .meta({ description: 'Why it was a dead letter before this attempt' }),
    requestedAt: instant,
    publishedAt: instant.nullable().meta({ description: 'When Kafka had it; null: it waits to be sent' }),
    failed: z.object({ partition: count.nullable(), offset: count.nullable(), at: instant }).nullable().meta({
      description:
        'Where it stood when it was rejected again, without a place where Kafka did not take it; null: it has not come back',
    }),
  })
  .meta({ id: 'DeadLetterReplay' });

const actSchema = z
  .object({
    act: z.enum(['replayed', 'discarded']),
    attempt: z.int().positive().nullable(),
    edited: z.boolean(),
    by: z.string(),
    reason: z.string(),
    at: instant,
  })
  .meta({ id: 'DeadLetterAct' });

export const deadLetterSchema = z
  .object({
    ...letterFields,
    revision: z.string().nullable(),
    consumerGroup: z.string().nullable(),
    key: bytesSchema.nullable(),
    value: bytesSchema.nullable(),
    edit: bytesSchema.nullable().meta({ description: 'The value that was sent last in the place of its own' }),
    headers: z.array(z.object({ name: z.string(), base64: z.string(), text: z.string().nullable() })),
    stored: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the sentence is stored after all; null: it is no sentence' }),
    canReplay: z.boolean().meta({ description: 'Whether it may be sent again, as it is or edited' }),
    replays: z.array(replaySchema).meta({ description: 'The first attempt first' }),
    acts: z.array(actSchema).meta({ description: 'Who did what, and why; the latest first' }),
  })
  .meta({ id: 'DeadLetter' });

export const groupsSchema = z
  .object({
    zone: z.string(),
    days: z
      .array(z.string())
      .meta({ description: 'Dates, the oldest first', examples: [['2026-01-30', '2026-01-31']] }),
    total: count,
    open: count,
    groups: z.array(
      z.object({
        code: z.string(),
        total: count.meta({ description: 'Of all days, those before the first included' }),
        open: count,
        days: z.array(count).meta({ description: 'How many came on each of the days' }),
      }),
    ),
  })
  .meta({ id: 'DeadLetterGroups' });

const sentencePreview = z.object({ start: count, end: count, text: z.string() });

export const fateSchema = z
  .union([
    z.object({ kind: z.literal('rejected'), code: z.string(), message: z.string() }),
    z.object({ kind: z.literal('unknown-topic') }).meta({ description: 'No stage takes records of this topic' }),
    z.object({ kind: z.literal('retraction'), articleId: z.string() }),
    z.object({ kind: z.literal('outcome') }),
    z.object({
      kind: z.literal('split'),
      articleId: z.string(),
      revision: z.string(),
      sentenceCount: count,
      sentences: z.array(sentencePreview).meta({ description: 'The first 20' }),
    }),
    z.object({
      kind: z.literal('sentence'),
      articleId: z.string(),
      revision: z.string(),
      index: count,
      text: z.string(),
      label: z.enum(LABELS).nullable(),
    }),
  ])
  .meta({
    id: 'DeadLetterFate',
    description: 'What would become of it now, as far as no database and no model is asked',
  });

export type DeadLetterItem = z.output<typeof letterItem>;
export type DeadLetterDetail = z.output<typeof deadLetterSchema>;
export type DeadLetterGroups = z.output<typeof groupsSchema>;
