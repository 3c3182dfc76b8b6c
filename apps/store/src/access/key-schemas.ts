import { z } from 'zod';

import { SCOPES } from '../domain/api-key.js';
import { isStorable } from '../domain/storable-text.js';
import { instant } from '../answers/article-answers.js';
import { pageParameters } from '../query/schemas.js';

const scopes = z
  .array(z.enum(SCOPES))
  .min(1, 'names no scope')
  .max(SCOPES.length)
  .refine((given) => new Set(given).size === given.length, 'names a scope twice')
  .meta({ description: 'What it is for. An admin may do everything; the others do not contain each other.' });

const name = z
  .string()
  .max(200)
  .regex(/\S/, 'is empty')
  .refine(isStorable, 'has a NUL character or a lone surrogate')
  .meta({ description: 'Who or what holds it; corrections are made in this name' });

export const keyBody = z
  .strictObject({
    name,
    scopes,
    expiresAt: instant
      .refine((text) => Date.parse(text) > Date.now(), 'lies in the past')
      .nullable()
      .default(null)
      .meta({ description: 'Null: it does not expire' }),
  })
  .meta({
    id: 'KeyBody',
    examples: [{ name: 'newsroom', scopes: ['read', 'correct'], expiresAt: '2027-12-31T00:00:00Z' }],
  });

/** Path parameters of one key. */
export const keyPath = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{12}$/, 'is not 12 hex digits')
    .meta({ description: 'The visible part of the key', examples: ['4f1d2c3b5a69'] }),
});

export const keysQuery = z.strictObject(pageParameters);

const keyFields = {
  id: z.string().meta({ description: 'The visible part of the key: `sitrep_<id>_…`' }),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: instant,
  lastUsedAt: instant.nullable().meta({ description: 'To the minute. Null: not used yet' }),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
};

const example = {
  id: '4f1d2c3b5a69',
  name: 'newsroom',
  scopes: ['read', 'correct'],
  state: 'active',
  createdAt: '2026-11-20T08:00:00.000Z',
  lastUsedAt: null,
  expiresAt: '2027-12-31T00:00:00.000Z',
  revokedAt: null,
};

export const keySchema = z.object(keyFields).meta({ id: 'Key', examples: [example] });

export const madeKeySchema = z
  .object({ ...keyFields, key: z.string().meta({ description: 'The key itself. It is shown now and never again.' }) })
  .meta({
    id: 'MadeKey',
    examples: [{ ...example, key: 'sitrep_4f1d2c3b5a69_GgTq0yZ5cW8m2n4v6x8z1b3d5f7h9j1l3p5r7t9u-_k' }],
  });

export const keyPageSchema = z
  .object({ items: z.array(keySchema), next: z.string().optional() })
  .meta({ id: 'KeyPage', examples: [{ items: [example] }] });

export type KeyView = z.output<typeof keySchema>;
