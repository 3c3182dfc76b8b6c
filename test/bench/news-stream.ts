import { corpusSentences, SOURCES } from '../screenshots/articles.js';

const SENTENCES = 24;
/** Every fifth article is another source's, word for word: about what agencies' news are in a stream of many sources. */
const COPY_EVERY = 5;

/** An article as the input topic takes it. */
export interface StreamedArticle {
  readonly id: string;
  readonly source: string;
  readonly publishedAt: string;
  readonly body: string;
}

/**
 * Articles as a stream of news has them: sentences of our own corpus, each different by a number, so that neither texts
 * nor phrases repeat by accident; a line that its source puts under everything; copies among the sources.
 *
 * @param name begins the ids, and makes the texts others than those of other names
 */
export function newsStream(name: string, count: number): readonly StreamedArticle[] {
  const corpus = corpusSentences();
  const textOf = (nth: number): string =>
    Array.from({ length: SENTENCES - 1 }, (_, at) => {
      const sentence = corpus[(nth * 13 + at * 17) % corpus.length] ?? '';
      return sentence.replace(' ', ` ${name} ${nth}.${at} `);
    }).join(' ');
  return Array.from({ length: count }, (_, nth) => {
    const source = SOURCES[nth % SOURCES.length] ?? '';
    return {
      id: `${name}-${String(nth).padStart(6, '0')}`,
      source,
      publishedAt: new Date(Date.UTC(2026, 0, 1) + nth * 60_000).toISOString(),
      body: `${textOf(nth % COPY_EVERY === 0 ? Math.max(0, nth - 1) : nth)} All rights reserved by ${source}.`,
    };
  });
}
