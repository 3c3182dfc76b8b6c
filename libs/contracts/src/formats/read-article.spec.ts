import { describe, expect, it } from 'vitest';

import { RejectedInput } from '../event-contract.js';
import { readArticleJson } from './read-article.js';

describe('reading the JSON formats', () => {
  it('reads an IPTC ninjs 3 item: main headline and body, version date, HTML by its media type', () => {
    const item = {
      uri: 'https://news.example/items/7',
      pubStatus: 'usable',
      headlines: [
        { role: 'summary', value: 'Short' },
        { role: 'main', value: 'Truce holds' },
      ],
      bodies: [
        { role: 'caption', value: 'A tank.' },
        { role: 'main', contentType: 'text/html', value: '<p>The truce held.</p>' },
      ],
      by: 'A. Reporter',
      infoSources: [{ name: 'Example Wire' }],
      language: 'en',
      firstCreated: '2024-03-01T10:00:00Z',
      versionCreated: '2024-03-01T12:00:00Z',
    };
    expect(readArticleJson(item)).toEqual({
      id: 'https://news.example/items/7',
      url: 'https://news.example/items/7',
      title: 'Truce holds',
      source: 'Example Wire',
      author: 'A. Reporter',
      publishedAt: '2024-03-01T12:00:00.000Z',
      language: 'en',
      body: '<p>The truce held.</p>',
      bodyFormat: 'html',
    });
  });

  it.each(['canceled', 'withheld'])('retracts an article whose ninjs item is %s', (pubStatus) => {
    expect(readArticleJson({ uri: 'urn:newsml:7', pubStatus })).toEqual({ retract: 'urn:newsml:7' });
  });

  it('reads a schema.org NewsArticle: names of people and publisher, a day as midnight UTC', () => {
    const article = {
      '@context': 'https://schema.org',
      '@type': ['NewsArticle'],
      headline: 'Aid reaches the valley',
      articleBody: 'The convoy arrived.',
      author: [{ '@type': 'Person', name: 'A. Reporter' }, 'B. Writer'],
      publisher: { '@type': 'Organization', name: 'Example Daily' },
      mainEntityOfPage: { '@id': 'https://daily.example/7' },
      datePublished: '2024-03-01',
      inLanguage: 'en-GB',
    };
    expect(readArticleJson(article)).toEqual({
      title: 'Aid reaches the valley',
      source: 'Example Daily',
      url: 'https://daily.example/7',
      author: 'A. Reporter, B. Writer',
      publishedAt: '2024-03-01T00:00:00.000Z',
      language: 'en-GB',
      body: 'The convoy arrived.',
    });
  });

  it.each([
    ['a ninjs item without a body', { uri: 'urn:7', headlines: [{ value: 'x' }] }],
    ['a schema.org article without a body', { '@type': 'NewsArticle', headline: 'x' }],
    [
      'a schema.org article whose date has no zone',
      { '@type': 'NewsArticle', articleBody: 'x.', datePublished: '2024-03-01T10:00:00' },
    ],
  ])('rejects %s', (_name, json) => {
    expect(() => readArticleJson(json)).toThrow(RejectedInput);
  });
});
