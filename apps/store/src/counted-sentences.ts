import type { SentenceLabelled } from '@sitrep/contracts';
import { metrics } from '@sitrep/observability';
import type { Delivery } from '@sitrep/pipeline';

import type { SaveResult, SentenceRepository } from './ports.js';

/** Counts what a repository has saved. Labels of a second model are not what is read, and are left out. */
export class CountedSentences implements SentenceRepository {
  constructor(private readonly sentences: SentenceRepository) {}

  async save(batch: readonly Delivery<SentenceLabelled>[]): Promise<readonly SaveResult[]> {
    const results = await this.sentences.save(batch);
    const counts = new Map<string, number>();
    batch.forEach(({ event: { label, needsReview, shadow } }, nth) => {
      if (results[nth] !== undefined || shadow === true) return;
      const name = `${label} ${needsReview}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    });
    for (const [name, count] of counts) {
      const [label = '', needsReview = ''] = name.split(' ');
      metrics.sentencesSaved.inc({ label, needs_review: needsReview }, count);
    }
    return results;
  }
}
