import type { z } from 'zod';

import { balanceOf, type RevisionCounts, sumOf } from '../../domain/ledger.js';
import type { articleLedgerSchema } from '../../answers/article-answers.js';

/** The ledger of an article: of each revision, and of all together. */
export function articleLedgerOf(
  articleId: string,
  counts: readonly RevisionCounts[],
): z.output<typeof articleLedgerSchema> {
  const revisions = counts.map((count) => ({
    revision: count.revision,
    announced: count.split !== null,
    ...balanceOf(count),
  }));
  return { articleId, ...sumOf(revisions), revisions };
}
