import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** The article that comes with the project. */
export const SHIPPED_ARTICLE = join(root, 'libs/local-stack/sample/article.txt');
const REAL_ARTICLE = join(root, '../shared/data/article.txt');

/** A whole news article: the one that Sitrep was built for where it is at hand, else the sample that ships. */
export function sampleArticle(): string {
  const file = existsSync(REAL_ARTICLE) ? REAL_ARTICLE : SHIPPED_ARTICLE;
  return readFileSync(file, 'utf8');
}

/** The article again and again, each with a date line of its own so that no two texts are equal. */
export function variedArticles(count: number): readonly { readonly id: string; readonly body: string }[] {
  const text = sampleArticle();
  return Array.from({ length: count }, (_, n) => ({
    id: `varied-${String(n).padStart(5, '0')}`,
    body: `Report ${n} was filed at ${String(n % 24).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}.\n${text}`,
  }));
}
