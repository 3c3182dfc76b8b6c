import { z } from 'zod';

import { articleId, sitrepArticle, type Retraction, type SubmittedArticle } from './article.js';
import { parseWith } from '../parse-with.js';

const valued = z.object({
  role: z.string().optional(),
  value: z.string(),
  contentType: z.string().optional(),
  contenttype: z.string().optional(),
});
const named = z.object({ name: z.string().optional() });

/** The properties of an IPTC ninjs 3 news item that Sitrep reads (https://iptc.org/std/ninjs/). Others are left aside. */
export const ninjsItem = z.object({
  uri: z.string().min(1),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']).optional(),
  headlines: z.array(valued).optional(),
  bodies: z.array(valued).optional(),
  by: z.string().optional(),
  language: z.string().optional(),
  versionCreated: z.string().optional(),
  firstCreated: z.string().optional(),
  infoSources: z.array(named).optional(),
  altIds: z.array(z.object({ role: z.string().optional(), value: z.string() })).optional(),
});

/** Whether the JSON object is a ninjs item: it has a `uri` and one of the arrays of ninjs 3. */
export function isNinjs(value: object): boolean {
  return 'uri' in value && ('bodies' in value || 'headlines' in value || 'pubStatus' in value);
}

/** Reads an item. One that is withheld or cancelled retracts the article. */
export function readNinjs(value: object): SubmittedArticle | Retraction {
  const item = parseWith(ninjsItem, value);
  if (item.pubStatus === 'withheld' || item.pubStatus === 'canceled')
    return { retract: parseWith(articleId, item.uri) };
  const body = preferred(item.bodies, ['main', 'body']);
  const mediaType = body?.contentType ?? body?.contenttype;
  return parseWith(sitrepArticle, {
    id: item.uri,
    title: preferred(item.headlines, ['main', 'headline'])?.value,
    source: item.infoSources?.[0]?.name,
    url: /^https?:/.test(item.uri) ? item.uri : undefined,
    author: item.by,
    publishedAt: item.versionCreated ?? item.firstCreated,
    language: item.language,
    body: body?.value,
    bodyFormat: mediaType === undefined ? undefined : mediaType.includes('html') ? 'html' : 'plain',
  });
}

function preferred<T extends { readonly role?: string | undefined }>(
  items: readonly T[] | undefined,
  roles: readonly string[],
): T | undefined {
  return items?.find(({ role }) => role !== undefined && roles.includes(role)) ?? items?.[0];
}
