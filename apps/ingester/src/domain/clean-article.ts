import { articleIdOf, type SubmittedArticle } from '@sitrep/contracts';
import { cleanText, cleanTextInSlices, detectFormat, type CleanedText } from '@sitrep/sentences';

/** An article whose texts are normalised, with its name, and what normalisation changed. */
export interface CleanArticle {
  readonly articleId: string;
  readonly text: string;
  readonly metadata: Readonly<Partial<Record<MetadataField, string>>>;
  /** Count of changes by kind; kinds without a change are left out. */
  readonly cleaning: Readonly<Record<string, number>>;
}

const METADATA_FIELDS = ['title', 'source', 'url', 'author', 'publishedAt', 'language'] as const;
type MetadataField = (typeof METADATA_FIELDS)[number];

/** Normalises body and metadata. Nothing is changed without being counted. A long body is taken in slices. */
export async function cleanArticle(article: SubmittedArticle): Promise<CleanArticle> {
  const cleaning: Record<string, number> = {};
  const counted = ({ text, changes }: CleanedText): string => {
    for (const [kind, count] of Object.entries(changes)) {
      if (count > 0) cleaning[kind] = (cleaning[kind] ?? 0) + count;
    }
    return text;
  };
  const { body, bodyFormat = detectFormat(body) } = article;
  const text = counted(await cleanTextInSlices(body, bodyFormat));
  const metadata: Partial<Record<MetadataField, string>> = {};
  for (const field of METADATA_FIELDS) {
    const value = article[field];
    if (value !== undefined) metadata[field] = counted(cleanText(value, 'plain'));
  }
  return { articleId: articleIdOf(article, text), text, metadata, cleaning };
}
