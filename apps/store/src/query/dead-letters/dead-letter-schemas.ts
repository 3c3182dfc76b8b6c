import { CONTRACTS, REJECTION_CODES } from '@sitrep/contracts';
import { z } from 'zod';

import { REFUSED_CODE, UNKNOWN_CODE } from '../../domain/dead-letter.js';
import { LETTER_STATUSES } from '../../domain/dead-letter-work.js';
import { personFields } from '../sentences/correction-schemas.js';
import { pageParameters } from '../schemas.js';

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
