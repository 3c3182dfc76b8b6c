import { z } from 'zod';

import { instant } from '../instant.js';
import { ARTICLE_ID_MAX_BYTES } from '../limits.js';

const LONGEST_NAME = 2_000;
const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);
const line = z.string().max(LONGEST_NAME);

/** A name for an article that can be a key: no control characters, NFC, at most 512 bytes. */
export const articleId = z
  .string()
  .min(1)
  .refine((id) => Buffer.byteLength(id) <= ARTICLE_ID_MAX_BYTES, `is longer than ${ARTICLE_ID_MAX_BYTES} bytes`)
  .refine((id) => !hasControls(id), 'has a control character')
  .refine((id) => id.isWellFormed() && id === id.normalize('NFC'), 'is not in Unicode normal form C');

/** Where an article came from: a name, or the http(s) address of the publisher. */
const source = line
  .min(1)
  .refine((value) => !/^\s*(javascript|data|vbscript|file|blob):/i.test(value), 'is not a name or an http(s) address');

/** The article's own address. */
const url = line.refine(
  (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  'is not an http(s) address',
);

/** An article as submitted: our own JSON, and what the other formats are read to. Unknown fields are left aside. */
export const sitrepArticle = z.object({
  id: articleId
    .optional()
    .meta({ description: 'Your name for the article. Left out, one is made of source and url, or of the text.' }),
  title: line.optional(),
  source: source.optional(),
  url: url.optional(),
  author: line.optional(),
  publishedAt: instant.optional().meta({ description: 'RFC 3339 with zone, years 1450 to 2199', format: 'date-time' }),
  language: z
    .string()
    .min(1)
    .max(35)
    .optional()
    .meta({ description: 'BCP 47 language tag', examples: ['en'] }),
  body: z
    .string()
    .refine((text) => /\S/.test(text), 'is empty')
    .meta({ description: 'Text, or HTML' }),
  bodyFormat: z.enum(['plain', 'html']).optional().meta({ description: 'Left out, HTML is recognised by its tags' }),
});

/** An article as submitted, whatever format it came in. */
export type SubmittedArticle = z.output<typeof sitrepArticle>;

/** A submission that is no article: the article with this id is withdrawn. */
export interface Retraction {
  readonly retract: string;
}
