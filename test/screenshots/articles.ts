import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { readCorpus } from '../../libs/labels/eval/read-corpus.js';

const CORPUS = join(import.meta.dirname, '../../libs/labels/corpus');
/** Sources that do not exist. */
export const SOURCES = [
  'Sarel Courier',
  'Merin Radio',
  'Northern Wire',
  'The Oran Review',
  'Field Notes',
  'Harbour Post',
];
const DAY_MS = 86_400_000;

/** An article as `POST /v1/articles` takes it. */
export interface MadeUpArticle {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly language: string;
  readonly body: string;
}

/**
 * Articles made of the sentences of our own corpus, over the days before a moment: more of them lately, fewer at
 * weekends, one source that falls silent. The same number and moment make the same articles.
 */
export function madeUpArticles(count: number, days: number, now: number): readonly MadeUpArticle[] {
  const sentences = corpusSentences();
  return Array.from({ length: count }, (_, nth) => {
    const age = days * (1 - Math.sqrt((nth + 0.5) / count));
    const at = new Date(now - age * DAY_MS);
    const source = SOURCES[(nth * 7 + (nth >> 2)) % (age < 3 ? SOURCES.length - 1 : SOURCES.length)] ?? 'Field Notes';
    const length = [0, 6].includes(at.getUTCDay()) ? 6 : 12;
    const own = Array.from({ length }, (_, at_) => sentences[(nth * 13 + at_ * 17) % sentences.length] ?? '');
    return {
      id: `made-up-${String(nth).padStart(4, '0')}`,
      source,
      title: (own[0] ?? '').replace(/\.$/, '').slice(0, 90),
      publishedAt: at.toISOString(),
      language: 'en',
      body: own.join(' '),
    };
  });
}

/** Every sentence of our own corpus. */
export function corpusSentences(): readonly string[] {
  const files = readdirSync(CORPUS).filter((name) => name.endsWith('.ndjson'));
  return files.flatMap((name) => readCorpus(join(CORPUS, name)).map(({ text }) => text));
}
