import { ArticleSubmitted, eventHeaders, isRetraction } from '@sitrep/contracts';
import { type EventPublisher, newTraceparent, type OutgoingRecord, validTraceparent } from '@sitrep/messaging';
import { TransientFailure } from '@sitrep/pipeline';
import type { Submission } from '@sitrep/sentences';

import { type ArticleFeed, PipelineUnavailable } from './ports.js';

/** Records of a send; the publisher halves what is too large in bytes. */
const SEND_RECORDS = 500;

/** Puts articles on the input topic, and does nothing else with them. */
export class KafkaArticleFeed implements ArticleFeed {
  constructor(
    private readonly publisher: EventPublisher,
    private readonly now: () => number = Date.now,
  ) {}

  async submit(submissions: readonly Submission[], traceparent: string | undefined): Promise<void> {
    const records = submissions.map((submission) => this.recordOf(submission, traceparent));
    try {
      for (let at = 0; at < records.length; at += SEND_RECORDS) {
        await this.publisher.send(records.slice(at, at + SEND_RECORDS));
      }
    } catch (error) {
      if (error instanceof TransientFailure) throw new PipelineUnavailable(error.message, { cause: error });
      throw error;
    }
  }

  private recordOf({ event, articleId }: Submission, traceparent: string | undefined): OutgoingRecord {
    const trace = validTraceparent(traceparent) ?? newTraceparent();
    return {
      topic: ArticleSubmitted.topic,
      key: Buffer.from(articleId),
      value: isRetraction(event) ? null : Buffer.from(JSON.stringify(event)),
      headers: eventHeaders(ArticleSubmitted, event, {
        source: '/sitrep/store',
        time: this.now(),
        traceparent: trace,
      }),
    };
  }
}
