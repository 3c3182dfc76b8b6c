import { ArticleSubmitted, topicSpecs } from '@sitrep/contracts';
import { startTestStack, type TestStack } from '@sitrep/local-stack';
import { createKafkaClient, ensureTopics, KafkaEventPublisher } from '@sitrep/messaging';
import { silentLogger } from '@sitrep/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { KafkaArticleFeed } from './kafka-article-feed.js';
import { PipelineUnavailable } from './ports.js';

const SUBMISSION = { event: { id: 'fed', body: 'Troops left.' }, articleId: 'fed' };

describe('feeding articles to a real Kafka', () => {
  let stack: TestStack;

  beforeAll(async () => {
    stack = await startTestStack(process.env);
  });

  afterAll(() => stack.stop());

  it('has them on the topic when it is done, under their own names', async () => {
    const kafka = createKafkaClient(stack.kafkaBrokers.split(','), 'feed-test', silentLogger());
    const admin = kafka.admin();
    await admin.connect();
    const specs = topicSpecs(1).filter(({ topic }) => topic === ArticleSubmitted.topic);
    await ensureTopics(kafka, specs, silentLogger());
    const recordCount = async (): Promise<number> =>
      (await admin.fetchTopicOffsets(ArticleSubmitted.topic)).reduce((sum, { high }) => sum + Number(high), 0);
    const before = await recordCount();
    const publisher = new KafkaEventPublisher(kafka);
    await publisher.connect();
    await new KafkaArticleFeed(publisher).submit([SUBMISSION, SUBMISSION], undefined);
    expect((await recordCount()) - before).toBe(2);
    await publisher.close();
    await admin.disconnect();
  });

  it('says that the pipeline is not there when nobody answers', async () => {
    const publisher = new KafkaEventPublisher(createKafkaClient(['127.0.0.1:1'], 'feed-test', silentLogger()));
    await expect(new KafkaArticleFeed(publisher).submit([SUBMISSION], undefined)).rejects.toThrow(PipelineUnavailable);
  });
});
