import { z } from 'zod';

import { sitrepArticle, type SubmittedArticle } from './article.js';
import { parseWith } from '../parse-with.js';

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);
const thing = z.union([
  z.string(),
  z.object({ name: z.string().optional(), '@id': z.string().optional(), url: z.string().optional() }),
]);
const types = z.union([z.string(), z.array(z.string())]);

/** The properties of a schema.org NewsArticle that Sitrep reads (https://schema.org/NewsArticle). Others are left aside. */
export const schemaOrgArticle = z.object({
  '@type': types,
  '@id': z.string().optional(),
  identifier: z.string().optional(),
  headline: z.string().optional(),
  articleBody: z.string(),
  author: oneOrMore(thing).optional(),
  publisher: thing.optional(),
  url: z.string().optional(),
  mainEntityOfPage: thing.optional(),
  datePublished: z.string().optional(),
  inLanguage: z.string().optional(),
});

/** Whether the JSON object is a schema.org article of any kind. */
export function isSchemaOrg(value: object): boolean {
  const type = types.safeParse('@type' in value ? value['@type'] : undefined);
  return type.success && [type.data].flat().some((name) => name.endsWith('Article'));
}

/** Reads an article. A `datePublished` that is a day alone is midnight UTC, as schema.org allows a Date there. */
export function readSchemaOrg(value: object): SubmittedArticle {
  const article = parseWith(schemaOrgArticle, value);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(article.datePublished ?? '');
  return parseWith(sitrepArticle, {
    id: article.identifier ?? article['@id'],
    title: article.headline,
    source: nameOf(article.publisher),
    url: article.url ?? addressOf(article.mainEntityOfPage),
    author: article.author === undefined ? undefined : [article.author].flat().map(nameOf).filter(Boolean).join(', '),
    publishedAt: day ? `${article.datePublished}T00:00:00Z` : article.datePublished,
    language: article.inLanguage,
    body: article.articleBody,
  });
}

type Thing = z.output<typeof thing>;
const nameOf = (value: Thing | undefined): string | undefined =>
  typeof value === 'object' ? (value.name ?? value['@id']) : value;
const addressOf = (value: Thing | undefined): string | undefined =>
  typeof value === 'object' ? (value['@id'] ?? value.url) : value;
