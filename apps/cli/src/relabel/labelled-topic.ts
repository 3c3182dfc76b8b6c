import type { components } from '@sitrep/api-client';
import { eventHeaders, SentenceLabelled } from '@sitrep/contracts';
import type { Classification } from '@sitrep/labels';
import { createProducer } from '@sitrep/messaging/client';
import type { Producer } from 'kafkajs';

import { type KafkaAccess, kafkaFailure } from '../io/kafka.js';
import { ownVersion } from '../io/own-version.js';

/** A stored sentence, as the API lists those that a model has not labelled. */
export type UnlabelledSentence = components['schemas']['Unlabelled']['items'][number];

const ACKNOWLEDGE_WITHIN_MS = 10_000;

/** The topic that the store takes labels from. */
export class LabelledTopic {
  private constructor(
    private readonly producer: Producer,
    private readonly address: string,
  ) {}

  /** @throws CommandFailure (unreachable) */
  static async open({ kafka, address }: KafkaAccess): Promise<LabelledTopic> {
    const producer = createProducer(kafka);
    try {
      await producer.connect();
    } catch (error) {
      throw kafkaFailure(address, error);
    }
    return new LabelledTopic(producer, address);
  }

  /**
   * Publishes labels as a shadow's. Resolves when all in-sync replicas have them.
   *
   * @throws CommandFailure (unreachable)
   */
  async publish(
    modelVersion: string,
    sentences: readonly UnlabelledSentence[],
    classifications: readonly Classification[],
  ): Promise<void> {
    const messages = sentences.map((sentence, at) => messageOf(modelVersion, sentence, classifications[at]!));
    try {
      await this.producer.send({ topic: SentenceLabelled.topic, acks: -1, timeout: ACKNOWLEDGE_WITHIN_MS, messages });
    } catch (error) {
      throw kafkaFailure(this.address, error);
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}

function messageOf(modelVersion: string, sentence: UnlabelledSentence, classification: Classification) {
  const { overlong, traceparent, ...place } = sentence;
  const { evidence, scores, ...verdict } = classification;
  const event: SentenceLabelled = {
    ...place,
    ...(overlong && { overlong: true }),
    modelVersion,
    ...verdict,
    scores: { ...scores },
    evidence: [...evidence],
    shadow: true,
  };
  const context = { source: '/sitrep/relabel', serviceVersion: ownVersion(), time: Date.now() };
  return {
    key: SentenceLabelled.key(event),
    value: JSON.stringify(event),
    headers: eventHeaders(SentenceLabelled, event, { ...context, traceparent: traceparent ?? undefined }),
  };
}
