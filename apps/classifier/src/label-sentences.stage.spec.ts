import { SentenceLabelled, sentenceIdOf, type SentenceExtracted } from '@sitrep/contracts';
import type { Classification, SentenceClassifier } from '@sitrep/labels';
import type { Delivery, Outcome } from '@sitrep/pipeline';
import { describe, expect, it } from 'vitest';

import { LabelSentencesStage } from './label-sentences.stage.js';

const REVISION = '0'.repeat(32);

/** Says of every sentence the same, and counts how often it was asked. */
class FixedClassifier implements SentenceClassifier {
  asked = 0;

  constructor(
    readonly modelVersion: string,
    private readonly label: Classification['label'],
    private readonly answers = Number.POSITIVE_INFINITY,
  ) {}

  async classify(texts: readonly string[]): Promise<readonly Classification[]> {
    this.asked++;
    const scores = { military: 0.1, diplomatic: 0.1, humanitarian: 0.1, [this.label]: 0.8 };
    return texts.slice(0, this.answers).map((text) => ({
      label: this.label,
      confidence: 0.8,
      scores,
      none: 0,
      needsReview: false,
      evidence: [{ text: text.slice(0, 4), start: 0, end: 4, weight: 1 }],
    }));
  }
}

const delivery = (text: string, index: number): Delivery<SentenceExtracted> => ({
  event: {
    sentenceId: sentenceIdOf('a', REVISION, index),
    articleId: 'a',
    revision: REVISION,
    index,
    count: 2,
    start: 0,
    end: text.length,
    text,
  },
  position: { topic: 'news.sentence.extracted.v1', partition: 0, offset: index },
  timestamp: 0,
  eventTime: undefined,
  traceparent: undefined,
});
const batch = [delivery('Troops left.', 0), delivery('Talks began.', 1)];
const eventsOf = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) =>
    outcome.kind === 'emit' ? [...outcome.events].map(({ event }) => event as SentenceLabelled) : [],
  );

describe('labelling sentences', () => {
  it('gives each sentence its label, in order, with everything that it came with', async () => {
    const outcomes = await new LabelSentencesStage(new FixedClassifier('m1', 'military')).handle(batch);
    const events = eventsOf(outcomes);
    expect(events.map((list) => list.length)).toEqual([1, 1]);
    expect(events.flat()).toMatchObject(
      batch.map(({ event }) => ({ ...event, modelVersion: 'm1', label: 'military', confidence: 0.8 })),
    );
  });

  it('makes events that satisfy the contract', async () => {
    const outcomes = await new LabelSentencesStage(new FixedClassifier('m1', 'diplomatic')).handle(batch);
    for (const event of eventsOf(outcomes).flat())
      expect(SentenceLabelled.schema.safeParse(event).error).toBeUndefined();
  });

  it('asks the model once for a batch', async () => {
    const classifier = new FixedClassifier('m1', 'military');
    await new LabelSentencesStage(classifier).handle(batch);
    expect(classifier.asked).toBe(1);
  });

  it('adds what the shadow model says, marked, under its own version', async () => {
    const stage = new LabelSentencesStage(
      new FixedClassifier('m1', 'military'),
      new FixedClassifier('m2', 'humanitarian'),
    );
    const [first] = eventsOf(await stage.handle(batch));
    expect(first).toMatchObject([
      { modelVersion: 'm1', label: 'military' },
      { modelVersion: 'm2', label: 'humanitarian', shadow: true },
    ]);
    expect(first?.[0]).not.toHaveProperty('shadow');
  });

  it('fails when the model answers for fewer sentences than it was asked', async () => {
    const stage = new LabelSentencesStage(new FixedClassifier('m1', 'military', 1));
    await expect(stage.handle(batch)).rejects.toThrow('answered for 1 of 2 sentences');
  });
});
