import { z } from 'zod';

import type { EventContract } from './event-contract.js';
import { articleId, sitrepArticle, type Retraction, type SubmittedArticle } from './formats/article.js';
import { ninjsItem } from './formats/ninjs.js';
import { readArticle } from './formats/read-article.js';
import { schemaOrgArticle } from './formats/schema-org.js';
import { articleIdOf } from './ids.js';
import { ARTICLE_MAX_BYTES } from './limits.js';
import { parseWith } from './parse-with.js';

/** An article handed in, or the wish to withdraw one. */
export type ArticleSubmitted = SubmittedArticle | Retraction;

/** Whether the submission withdraws an article. */
export function isRetraction(submission: ArticleSubmitted): submission is Retraction {
  return 'retract' in submission;
}

const idOf = (submission: ArticleSubmitted): string =>
  isRetraction(submission) ? submission.retract : articleIdOf(submission, submission.body);

/** The input of the pipeline. Anybody may write it: see {@link readArticle} for what is read. */
export const ArticleSubmitted: EventContract<ArticleSubmitted> = {
  topic: 'news.article.submitted.v1',
  description:
    'An article to be split and labelled: our JSON, an IPTC ninjs 3 item, a schema.org NewsArticle, or plain text. A null value retracts the article that the key names.',
  schema: z.union([sitrepArticle, ninjsItem, schemaOrgArticle]) as unknown as z.ZodType<ArticleSubmitted>,
  key: idOf,
  id: idOf,
  maxBytes: ARTICLE_MAX_BYTES,
  read: readArticle,
  tombstone: (key) => ({ retract: parseWith(articleId, key) }),
};
