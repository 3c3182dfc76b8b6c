import { articleIdOf, revisionOf, type SubmittedArticle } from '@sitrep/contracts';
import { cleanText, detectFormat } from '@sitrep/sentences';

/** An article whose texts are normalised, with its identity, and what normalisation changed. */
export interface CleanArticle {
  readonly articleId: string;
  readonly revision: string;
  readonly text: string;
  readonly metadata: Readonly<Partial<Record<MetadataField, string>>>;
  /** Count of changes by kind; kinds without a change are left out. */
  readonly cleaning: Readonly<Record<string, number>>;
}

const METADATA_FIELDS = ['title', 'source', 'url', 'author', 'publishedAt', 'language'] as const;
type MetadataField = (typeof METADATA_FIELDS)[number];

/** Normalises body and metadata. Nothing is changed without being counted. */
export function cleanArticle(article: SubmittedArticle): CleanArticle {
  const cleaning: Record<string, number> = {};
  const clean = (raw: string, format: 'plain' | 'html'): string => {
    const { text, changes } = cleanText(raw, format);
    for (const [kind, count] of Object.entries(changes)) {
      if (count > 0) cleaning[kind] = (cleaning[kind] ?? 0) + count;
    }
    return text;
  };
  const text = clean(article.body, article.bodyFormat ?? detectFormat(article.body));
  const metadata: Partial<Record<MetadataField, string>> = {};
  for (const field of METADATA_FIELDS) {
    const value = article[field];
    if (value !== undefined) metadata[field] = clean(value, 'plain');
  }
  return { articleId: articleIdOf(article, text), revision: revisionOf(text), text, metadata, cleaning };
}
