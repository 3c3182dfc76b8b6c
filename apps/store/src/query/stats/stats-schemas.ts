import { type Label, LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { CHANGE_BANDS } from '../../domain/change.js';
import { CLOCKS } from '../../domain/clock.js';
import { BUCKET_SIZES, isZone, MAX_BUCKETS } from '../../domain/time-buckets.js';
import { filterParameters } from '../filter-parameters.js';
import { instant, next } from '../../answers/article-answers.js';
import { pageParameters } from '../schemas.js';

const count = z.int().nonnegative();

export const timelineQuery = z.strictObject({
  ...filterParameters,
  bucket: z.enum(BUCKET_SIZES).default('day').meta({ description: 'How long a bucket is' }),
  tz: z
    .string()
    .max(64)
    .refine(isZone, 'is not a time zone, as Europe/Berlin or +05:45')
    .default('UTC')
    .meta({ description: 'The zone whose hours, days and weeks the buckets are', examples: ['Asia/Kathmandu'] }),
});

export const statsQuery = z.strictObject(filterParameters);
export const sourcesQuery = z.strictObject({ ...filterParameters, ...pageParameters });
export const termsQuery = z.strictObject({ ...filterParameters, limit: pageParameters.limit });

const basis = {
  basis: z.enum(['rollup', 'count']).meta({
    description: '`rollup`: from counts that are kept as sentences change, exact. `count`: sentence by sentence.',
  }),
  isBound: z.boolean().meta({
    description: 'More than 200,000 sentences match and only so many were counted: each count is “at least”',
  }),
};

const span = {
  clock: z.enum(CLOCKS).meta({ description: 'What the times are times of' }),
  from: instant.meta({ description: 'Inclusive' }),
  to: instant.meta({ description: 'Exclusive' }),
};

const byLabel = z
  .object(Object.fromEntries(LABELS.map((label) => [label, count])) as Record<Label, typeof count>)
  .meta({ description: 'Sentences of each label' });

export const timelineSchema = z
  .object({
    ...span,
    bucket: z.enum(BUCKET_SIZES),
    tz: z.string(),
    ...basis,
    first: instant.nullable().meta({ description: 'The first sentence there is, to the quarter of an hour' }),
    last: instant.nullable().meta({ description: 'The last sentence there is, to the quarter of an hour' }),
    untimed: count.meta({ description: 'Sentences without a time of this clock: they are in no bucket' }),
    items: z
      .array(
        z.object({
          from: instant,
          to: instant,
          total: count,
          labels: byLabel,
          needsReview: count,
          all: count.meta({ description: 'Sentences of this time whatever the filter, to take shares of' }),
          corrections: count.meta({ description: 'Labels that persons gave or took back in this time' }),
          incomplete: z.enum(['now', 'in-flight']).nullable().meta({
            description: '`now`: its time is not over. `in-flight`: articles of its time are not wholly stored.',
          }),
        }),
      )
      .meta({ description: `Every bucket, those without sentences too; at most ${MAX_BUCKETS}` }),
    models: z
      .array(z.object({ version: z.string(), at: instant }))
      .meta({ description: 'Models whose labels count, by when the first of them came' }),
  })
  .meta({ id: 'Timeline' });

const change = z
  .object({
    windows: count.meta({ description: 'Earlier windows that it is compared with: those since the first sentence' }),
    mean: z.number().nullable().meta({ description: 'Their mean; null without any' }),
    change: z.number().nullable().meta({ description: '(now − mean) / mean; null where that cannot be told' }),
    band: z.enum(CHANGE_BANDS).meta({
      description:
        'surge: above +25 %; rise: from +10 %; fall: below −25 %; steady: between; limited: a mean of at most 2 and at most 5 now; unknown: fewer than two windows',
    }),
  })
  .meta({ id: 'AgainstUsual' });

const compared = {
  count,
  needsReview: count,
  month: change.meta({ description: 'Against the 4 windows before' }),
  year: change.meta({ description: 'Against the 52 windows before' }),
};

export const labelStatsSchema = z
  .object({
    ...span,
    ...basis,
    all: z.object(compared),
    labels: z.array(
      z.object({
        label: z.enum(LABELS),
        share: z
          .number()
          .min(0)
          .max(1)
          .nullable()
          .meta({ description: 'Of all in the window; null when there is none' }),
        ...compared,
      }),
    ),
  })
  .meta({ id: 'LabelStats' });

export const sourceStatsSchema = z
  .object({
    ...span,
    ...basis,
    items: z.array(
      z.object({
        source: z.string().nullable().meta({ description: 'Null: articles that name none' }),
        count,
        labels: byLabel,
        needsReview: count,
        firstSeen: instant
          .nullable()
          .meta({ description: 'When the first article was received, to the quarter of an hour' }),
        lastSeen: instant.nullable().meta({ description: 'When the latest article was received' }),
        usualGapSeconds: count.nullable().meta({
          description: 'Nine of ten gaps between articles are no longer; null: too few to tell',
        }),
        expectedBy: instant.nullable().meta({ description: 'From then on it counts as silent' }),
        silent: z.boolean().meta({ description: 'Nothing for more than twice the usual gap, and an hour at least' }),
      }),
    ),
    next,
  })
  .meta({ id: 'SourceStats' });

const sample = z.object({
  sentences: count.meta({ description: 'The latest stored, so many of them' }),
  isAll: z.boolean().meta({ description: 'There are no more' }),
});

export const termStatsSchema = z
  .object({
    terms: z.array(
      z.object({
        term: z.string(),
        count: count.meta({ description: 'Sampled sentences of the filter that hold it' }),
        othersCount: count.meta({ description: 'Sampled sentences of all that hold it' }),
        logOdds: z.number().meta({ description: 'Log-odds ratio with an informative Dirichlet prior' }),
        z: z.number().meta({ description: 'logOdds by its standard error: above 1.96 is more than chance' }),
      }),
    ),
    sample: z.object({ filter: sample, others: sample }),
  })
  .meta({ id: 'TermStats' });

const values = z.array(z.object({ value: z.string().nullable(), count }));

export const facetsSchema = z
  .object({
    clock: z.enum(CLOCKS).meta({ description: 'What `from` and `to` are times of' }),
    ...basis,
    total: count,
    labels: byLabel,
    needsReview: z.object({ true: count, false: count }),
    sources: values.meta({ description: 'The 20 with the most. Null: articles that name none.' }),
    languages: values.meta({ description: 'The 20 with the most. Null: articles that name none.' }),
  })
  .meta({ id: 'Facets' });
