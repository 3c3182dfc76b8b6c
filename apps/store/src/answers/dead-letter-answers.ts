import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { BULK_LIMIT, LETTER_STATUSES, MAX_ATTEMPTS } from '../domain/dead-letter-work.js';
import { instant } from './article-answers.js';

const count = z.int().nonnegative();

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
