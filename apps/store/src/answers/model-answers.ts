import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { instant, probability } from './article-answers.js';

const count = z.int().nonnegative();
const share = probability;

const model = z
  .object({
    modelVersion: z.string(),
    promoted: z.boolean().meta({ description: 'Its labels count before those of other models' }),
    shadow: z.boolean().meta({ description: 'It has only run beside another: its labels count only when promoted' }),
    dropped: z.boolean().meta({ description: 'Its labels count only where nothing else was said' }),
    state: z.enum(['promoted', 'dropped', 'shadow', 'counts']).meta({
      description: 'The first of these that is true of it; `counts`: as any model that nobody decided about',
    }),
    firstSeen: instant.meta({ description: 'When it gave its first label that was stored' }),
    lastSeen: instant.nullable().meta({ description: 'About when it gave its last one; null where that is not known' }),
    labels: count.nullable().meta({ description: 'How many labels of it are stored; null where only that is unknown' }),
  })
  .meta({ id: 'Model' });

const settling = z
  .object({
    share: share.meta({ description: 'How much of the way is done: 1 when all of it is' }),
    seen: count.meta({ description: 'Sentences that were looked at' }),
    changed: count.meta({ description: 'Of these, those whose label is another now' }),
    beganAt: instant,
    doneAt: instant.nullable(),
  })
  .meta({ id: 'Settling', description: 'After each decision all labels are settled anew, behind everything else' });

export const modelsSchema = z
  .object({
    items: z.array(model).meta({ description: 'The promoted one first, then those seen last' }),
    labelsAre: z.enum(['exact', 'estimate']).meta({ description: 'How `labels` was counted' }),
    settling: settling.nullable().meta({ description: 'Null: nothing was ever decided' }),
    acts: z
      .array(
        z.object({
          modelVersion: z.string(),
          act: z.enum(['promote', 'drop']),
          by: z.string(),
          reason: z.string(),
          at: instant,
        }),
      )
      .meta({ description: 'What people decided, the latest first; at most 50' }),
  })
  .meta({ id: 'Models' });

const label = z.enum(LABELS);

export const comparisonSchema = z
  .object({
    a: z.string(),
    b: z.string(),
    sentences: count.meta({ description: 'Sentences that both have labelled, among those that were looked at' }),
    sampled: share.meta({
      description: 'The part of all sentences that was looked at: 1 is all. Chosen by id, and ids are hashes',
    }),
    agreed: count,
    agreement: share.nullable().meta({ description: 'Null: there is no sentence that both have labelled' }),
    review: z
      .object({ a: count, b: count })
      .meta({ description: 'How many of the sentences each would have reviewed' }),
    cells: z
      .array(z.object({ a: label, b: label, count, share }))
      .meta({ description: 'What the one says against what the other says; `share` of all sentences' }),
    examples: z
      .array(
        z.object({
          a: label,
          b: label,
          confidenceA: probability,
          confidenceB: probability,
          sentenceId: z.uuid(),
          articleId: z.string(),
          revision: z.string(),
          index: count,
          text: z.string(),
          source: z.string().nullable(),
          personsLabel: label.nullable().meta({ description: 'What a person says, where one has spoken' }),
        }),
      )
      .meta({ description: 'Of each difference those that both models are surest of' }),
  })
  .meta({ id: 'Comparison' });

export const unlabelledSchema = z
  .object({
    items: z
      .array(
        z.object({
          sentenceId: z.uuid(),
          articleId: z.string(),
          revision: z.string(),
          index: count,
          count: z.int().positive(),
          start: count,
          end: count,
          text: z.string(),
          overlong: z.boolean(),
          traceparent: z.string().nullable(),
        }),
      )
      .meta({ description: 'May be empty although there is a next page' }),
    done: share.meta({ description: 'How much of the way through all sentences is behind this page' }),
    next: z.string().optional().meta({ description: 'Cursor of the page after this one; left out on the last page' }),
  })
  .meta({ id: 'Unlabelled' });

export type Models = z.output<typeof modelsSchema>;
export type Comparison = z.output<typeof comparisonSchema>;
export type Unlabelled = z.output<typeof unlabelledSchema>;
