import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

export const instant = z.iso.datetime();
const count = z.int().nonnegative();
export const probability = z.number().min(0).max(1);

/** How many a list has, and how that is known. */
export const counted = z
  .object({ value: z.int().nonnegative(), kind: z.enum(['exact', 'estimate']) })
  .optional()
  .meta({ description: 'How many the whole list has, where it was asked for' });

const articleFields = {
  articleId: z.string(),
  revision: z.string().meta({ description: 'Name of this text as it was split: 32 hex digits' }),
  title: z.string().nullable(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: instant.nullable(),
  language: z.string().nullable(),
  sentenceCount: count.meta({ description: 'How many sentences the text was split into' }),
  receivedAt: instant.meta({ description: 'When the latest submission of this text was appended to the input topic' }),
  storedAt: instant.meta({ description: 'When this text was first stored' }),
};

const articleItem = z.object(articleFields).meta({ id: 'ArticleItem' });

export const evidenceSchema = z
  .object({
    text: z.string(),
    start: count.meta({ description: 'UTF-16 offset in the sentence' }),
    end: count,
    weight: z.number().meta({ description: 'Above 0 speaks for the label, below 0 against it' }),
  })
  .meta({ id: 'Evidence' });

export const scoresSchema = z
  .object({ military: probability, diplomatic: probability, humanitarian: probability })
  .meta({ id: 'Scores', description: 'Calibrated probability of each label' });

const sentenceFields = {
  sentenceId: z.uuid(),
  index: count.meta({ description: 'Place among the sentences of the revision, from 0' }),
  start: count.meta({ description: 'UTF-16 code units into the text of the revision' }),
  end: count.meta({ description: 'Exclusive: text === article.text.slice(start, end)' }),
  text: z.string(),
  overlong: z.boolean().meta({ description: 'So long that a boundary was probably missed' }),
  label: z.enum(LABELS).nullable().meta({ description: 'Null: no label that counts has come yet' }),
  confidence: probability.nullable(),
  scores: scoresSchema.nullable(),
  none: probability.nullable().meta({ description: 'How unlike conflict news the sentence is' }),
  needsReview: z.boolean().nullable().meta({ description: 'The model is unsure: a person should look' }),
  evidence: z.array(evidenceSchema).meta({ description: 'The words that decided, the weightiest first' }),
  modelVersion: z.string().nullable(),
  labelledAt: instant.nullable().meta({ description: 'When the label that counts was given' }),
  boilerplate: z.boolean().meta({ description: 'It stands in many articles of its source' }),
  corrected: z.boolean().meta({ description: 'The label is a person’s: nothing a model says stands beside it' }),
  storedAt: instant,
};

const articleSentence = z.object(sentenceFields).meta({ id: 'ArticleSentence' });

export const sentenceSchema = z
  .object({
    ...sentenceFields,
    articleId: z.string(),
    revision: z.string(),
    article: z.object({
      title: z.string().nullable(),
      source: z.string().nullable(),
      url: z.string().nullable(),
      language: z.string().nullable(),
      publishedAt: instant.nullable(),
      receivedAt: instant.nullable(),
      syndicated: z.boolean().meta({ description: 'It is a copy of an earlier article' }),
    }),
    matches: z
      .array(z.object({ start: count, end: count }))
      .optional()
      .meta({ description: 'Where words of a search stand in `text`, in UTF-16 code units, end exclusive' }),
  })
  .meta({ id: 'Sentence' });

export const revisionState = z
  .enum(['current', 'superseded', 'retracted'])
  .meta({ description: 'Retracted: the article was withdrawn, and no text of it is current' });

export const articleSchema = z
  .object({
    ...articleFields,
    state: revisionState,
    text: z.string().meta({ description: 'The normalised text that all offsets point into' }),
    cleaning: z
      .record(z.string(), count)
      .meta({ description: 'What normalisation changed, by kind', examples: [{ lineBreaks: 2 }] }),
    origin: z
      .object({
        topic: z.string(),
        partition: count,
        offset: count,
        traceparent: z.string().nullable().meta({ description: 'W3C trace context of the submission' }),
      })
      .meta({ description: 'The latest submission of this text' }),
    revisions: z
      .array(
        z.object({
          revision: z.string(),
          state: revisionState,
          sentenceCount: count,
          receivedAt: instant,
          storedAt: instant,
        }),
      )
      .meta({ description: 'All texts of the article, the latest first' }),
    sentences: z.array(articleSentence).meta({ description: 'In their order; those that have come so far' }),
  })
  .meta({ id: 'Article' });

export const next = z
  .string()
  .optional()
  .meta({ description: 'Cursor of the page after this one; left out on the last page' });

export const articlePageSchema = z
  .object({ items: z.array(articleItem), count: counted, next })
  .meta({ id: 'ArticlePage' });

const integer = z.int();

/** What the ledger says of one revision, or of several. */
const balanceFields = {
  split: integer.meta({ description: 'Sentences that the manifests announce' }),
  labelled: integer.meta({
    description: 'Of these, those that left the classifier: stored, or dead letters of the store',
  }),
  stored: integer.meta({ description: 'Sentences in the database with a label that counts' }),
  deadLettered: integer.meta({ description: 'Sentences in the dead letters that are not stored' }),
  inFlight: integer.meta({ description: 'split − stored − deadLettered; below 0 while a manifest is late' }),
  balanced: z.boolean().meta({
    description: 'For every revision split = stored + deadLettered: nothing is missing, double or unannounced',
  }),
};

export const articleLedgerSchema = z
  .object({
    articleId: z.string(),
    ...balanceFields,
    revisions: z.array(z.object({ revision: z.string(), announced: z.boolean(), ...balanceFields })),
  })
  .meta({ id: 'ArticleLedger' });

export const ledgerSchema = z
  .object({
    ...balanceFields,
    openRevisions: count.meta({ description: 'Revisions that are not balanced' }),
    orphans: z
      .array(z.object({ articleId: z.string(), revision: z.string(), stored: count }))
      .meta({ description: 'Revisions with sentences and without a manifest; at most 20' }),
    records: z
      .object({ received: count, split: count, retracted: count, rejected: count })
      .meta({ description: 'Records of the input topic: received = split + retracted + rejected' }),
  })
  .meta({ id: 'Ledger' });

export type ArticlePage = z.output<typeof articlePageSchema>;
export type ArticleItem = z.output<typeof articleItem>;
export type Article = z.output<typeof articleSchema>;
export type ArticleSentence = z.output<typeof articleSentence>;
export type Sentence = z.output<typeof sentenceSchema>;
