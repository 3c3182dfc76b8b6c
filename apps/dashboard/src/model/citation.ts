import type { SentenceDetail } from '../api/types.js';
import { dateTime } from './format.js';

type Cited = Pick<SentenceDetail, 'text' | 'label' | 'articleId' | 'revision' | 'article' | 'selectors' | 'sentenceId'>;

/** A sentence as it is quoted in a report: its words, whose they are, when they were published, and where to check. */
export function quotationOf({ text, articleId, article }: Cited, href: string, zone: string): string {
  const { source, title, publishedAt } = article;
  const origin = [
    source,
    title ?? articleId,
    publishedAt === null ? null : `${dateTime(publishedAt, zone)} (${zone.replaceAll('_', ' ')})`,
  ].filter((part) => part !== null);
  return `“${text}” — ${origin.join(', ')}. ${href}`;
}

/**
 * A sentence and its label as a W3C annotation of the text that it stands in; undefined while that has not come.
 *
 * @param base address of the API
 */
export function annotationOf(sentence: Cited, base: string): string | undefined {
  const { selectors, sentenceId, label, articleId, revision } = sentence;
  if (selectors === null) return undefined;
  const annotation = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${base}/v1/sentences/${sentenceId}`,
    type: 'Annotation',
    motivation: 'tagging',
    ...(label !== null && { body: { type: 'TextualBody', purpose: 'tagging', format: 'text/plain', value: label } }),
    target: {
      source: `${base}/v1/articles/${encodeURIComponent(articleId)}?revision=${revision}`,
      selector: [selectors.position, selectors.quote],
    },
  };
  return JSON.stringify(annotation, undefined, 2);
}
