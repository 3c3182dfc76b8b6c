import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { articleLedgerSchema, instant, probability, revisionState } from './article-answers.js';

const comparedSentence = z
  .object({
    sentenceId: z.uuid(),
    index: z.int().nonnegative(),
    text: z.string(),
    label: z.enum(LABELS).nullable(),
    confidence: probability.nullable(),
    corrected: z.boolean(),
  })
  .meta({ id: 'ComparedSentence' });

const comparedRevision = z
  .object({
    revision: z.string(),
    state: revisionState,
    receivedAt: instant,
    sentenceCount: z.int().nonnegative().meta({ description: 'Of its manifest' }),
    stored: z.int().nonnegative().meta({ description: 'How many of them have come so far' }),
  })
  .meta({ id: 'ComparedRevision' });

const count = z.int().nonnegative();

export const revisionChangesSchema = z
  .object({
    articleId: z.string(),
    from: comparedRevision,
    to: comparedRevision,
    counts: z.object({
      kept: count,
      added: count,
      removed: count,
      relabelled: count.meta({ description: 'Kept with another label' }),
    }),
    changes: z
      .array(
        z.object({
          kind: z.enum(['kept', 'added', 'removed']),
          from: comparedSentence.nullable(),
          to: comparedSentence.nullable(),
        }),
      )
      .meta({ description: 'Read down: kept and removed are the old text, kept and added the new one' }),
  })
  .meta({ id: 'RevisionChanges' });

const nullableText = z.string().nullable();

const hop = z
  .object({
    step: z.enum([
      'submitted',
      'rejected',
      'retracted',
      'split',
      'extracted',
      'labelled',
      'stored',
      'corrected',
      'dead-lettered',
    ]),
    revision: nullableText.meta({ description: 'Null where the step is of the article as a whole' }),
    sentenceId: z.uuid().nullable(),
    topic: nullableText.meta({ description: 'Null for steps inside the database' }),
    partition: count.nullable(),
    firstOffset: count.nullable().meta({ description: 'The events of the step stand from here …' }),
    lastOffset: count.nullable().meta({ description: '… to here; those of other articles may stand between them' }),
    firstAt: instant,
    lastAt: instant,
    service: nullableText.meta({ description: 'Who made the events', examples: ['classifier'] }),
    serviceVersion: nullableText,
    modelVersion: nullableText,
    traceparent: nullableText.meta({ description: 'W3C trace context; of several, the least' }),
    count: count.nullable().meta({ description: 'How many sentences the step speaks of, where that is counted' }),
    detail: nullableText.meta({ description: 'Who corrected and why; why it was rejected' }),
  })
  .meta({ id: 'Hop' });

export const articleTraceSchema = z
  .object({
    articleId: z.string(),
    hops: z.array(hop).meta({ description: 'In the order of their first time' }),
    ledger: articleLedgerSchema.nullable().meta({ description: 'Null: nothing of the article was split' }),
  })
  .meta({ id: 'ArticleTrace' });

export type RevisionChanges = z.output<typeof revisionChangesSchema>;
export type ArticleTrace = z.output<typeof articleTraceSchema>;
export type TraceHop = z.output<typeof hop>;
