import {
  ArticleOutcome,
  ArticleSubmitted,
  revisionOf,
  SentenceExtracted,
  spansHashOf,
  type ArticleSplit,
} from '@sitrep/contracts';
import type { Delivery, Outcome } from '@sitrep/pipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SplitArticlesStage } from './split-articles.stage.js';

const stage = new SplitArticlesStage();
const position = { topic: ArticleSubmitted.topic, partition: 3, offset: 7 };
const origin = { ...position, timestamp: '2024-03-12T09:00:00.000Z' };
const delivery = (event: ArticleSubmitted): Delivery<ArticleSubmitted> => ({
  event,
  position,
  timestamp: Date.parse(origin.timestamp),
  eventTime: undefined,
  traceparent: undefined,
});

async function decide(event: ArticleSubmitted): Promise<Outcome> {
  const [outcome] = await stage.handle([delivery(event)]);
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

async function split(
  event: ArticleSubmitted,
): Promise<{ manifest: ArticleSplit; sentences: readonly SentenceExtracted[] }> {
  const outcome = await decide(event);
  if (outcome.kind !== 'emit') throw new Error(`not split: ${JSON.stringify(outcome)}`);
  const [manifest, ...sentences] = [...outcome.events].map(({ event }) => event);
  return { manifest: manifest as ArticleSplit, sentences: sentences as SentenceExtracted[] };
}

describe('splitting articles', () => {
  it('announces the manifest first, then each sentence in its order', async () => {
    const { manifest, sentences } = await split({ id: 'a-1', title: 'Withdrawal', body: 'Troops left. Talks began.' });
    expect(manifest).toMatchObject({
      outcome: 'split',
      origin,
      articleId: 'a-1',
      title: 'Withdrawal',
      sentenceCount: 2,
    });
    expect(sentences.map(({ index, count, text }) => ({ index, count, text }))).toEqual([
      { index: 0, count: 2, text: 'Troops left.' },
      { index: 1, count: 2, text: 'Talks began.' },
    ]);
  });

  it('gives offsets from which every sentence is read back in the text of the manifest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (noise) => {
        const { manifest, sentences } = await split({ body: `Troops left. ${noise} Talks began.` });
        expect(sentences.map(({ start, end }) => manifest.text.slice(start, end))).toEqual(
          sentences.map(({ text }) => text),
        );
        expect(manifest.sentenceCount).toBe(sentences.length);
      }),
    );
  });

  it('makes events that satisfy their contracts, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (noise, title) => {
        const { manifest, sentences } = await split({ title, body: `Troops left. ${noise}` });
        expect(ArticleOutcome.schema.safeParse(manifest).success).toBe(true);
        for (const sentence of sentences) expect(SentenceExtracted.schema.safeParse(sentence).success).toBe(true);
      }),
    );
  });

  it('makes the same ids when the same article comes again, and others when its text changed', async () => {
    const ids = async (body: string) =>
      (await split({ id: 'a-1', body })).sentences.map(({ sentenceId }) => sentenceId);
    expect(await ids('Troops left.')).toEqual(await ids('Troops left.'));
    expect(await ids('Troops left.')).not.toEqual(await ids('Troops stayed.'));
  });

  it('names the revision by the text and by where its sentences are', async () => {
    const { manifest, sentences } = await split({ id: 'a-1', body: 'Troops left. Talks began.' });
    expect(manifest.spansHash).toBe(spansHashOf(sentences));
    expect(manifest.revision).toBe(revisionOf(manifest.text, manifest.spansHash));
    expect(sentences.map(({ revision }) => revision)).toEqual([manifest.revision, manifest.revision]);
  });

  it('counts what cleaning changed, in the body and in the metadata', async () => {
    const { manifest } = await split({ title: 'a\u0000b', body: 'Kabul\u0000 fell.' });
    expect(manifest.text).not.toContain('\u0000');
    expect(manifest.title).not.toContain('\u0000');
    expect(Object.values(manifest.cleaning).reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('marks a sentence that is too long to be one, and keeps it whole', async () => {
    const { sentences } = await split({ body: `The list: ${'word, '.repeat(500)}end.` });
    expect(sentences).toMatchObject([{ overlong: true, end: 3_014 }]);
  });

  it('retracts an article', async () => {
    const outcome = await decide({ retract: 'a-1' });
    expect(outcome).toMatchObject({
      kind: 'emit',
      events: [{ contract: ArticleOutcome, event: { outcome: 'retracted', origin, articleId: 'a-1' } }],
    });
  });

  it('rejects an article of which nothing is left', async () => {
    expect(await decide({ body: '<script>track()</script>', bodyFormat: 'html' })).toMatchObject({
      kind: 'reject',
      code: 'NO_SENTENCES',
    });
  });

  it('announces a rejected record with its origin and reason', () => {
    const rejected = {
      position,
      timestamp: Date.parse(origin.timestamp),
      key: 'a-1',
      code: 'JSON_INVALID',
      message: 'Not a JSON document',
    } as const;
    expect(stage.announceRejection(rejected)).toEqual({
      contract: ArticleOutcome,
      event: { outcome: 'rejected', origin, key: 'a-1', code: 'JSON_INVALID', message: 'Not a JSON document' },
    });
  });
});
