import { plainArray } from './array-literal.js';
import type { Query } from './batch-writer.js';
import { countStored, type Place, uncountStored } from './ledger-counters.js';

const LOCK = `
  select sentence_id, article_id as "articleId", revision, label is not null as counted
  from sentence where sentence_id = any($1::uuid[])
  order by sentence_id
  for no key update`;

/**
 * Which of a sentence's labels counts where no person has spoken: the promoted model's, else the earliest that is no
 * shadow's; what a dropped model said counts only where nothing else does, so that no sentence loses its label by it.
 * To be joined with `l` for the label and `m` for its model.
 */
const COUNTS = '(m.promoted or not l.shadow)';
const BEFORE_OTHERS = 'm.promoted desc, m.dropped, l.labelled_at, l.model_version';

/** The label that counts for a sentence, as a lateral join; all columns are null where none does. */
export const effectiveLabelOf = (sentenceId: string): string => `
  left join lateral (
    select l.* from label l join model m on m.version = l.model_version
    where l.sentence_id = ${sentenceId} and ${COUNTS}
    order by ${BEFORE_OTHERS}
    limit 1
  ) e on true`;

/** A person's word stays. */
const SETTLE = `
  with settled as (
    update sentence s
    set label = w.label, confidence = w.confidence, none_score = w.none_score,
        needs_review = w.needs_review, model_version = w.model_version, labelled_at = w.labelled_at
    from (
      select i.id, e.label, e.confidence, e.none_score, e.needs_review, e.model_version, e.labelled_at
      from unnest($1::uuid[]) as i (id) ${effectiveLabelOf('i.id')}
    ) w
    where s.sentence_id = w.id and not s.corrected
      and (s.model_version, s.labelled_at) is distinct from (w.model_version, w.labelled_at)
    returning s.sentence_id, s.label is not null as counts
  )
  select sentence_id, counts from settled`;

interface LockedRow extends Place {
  readonly sentence_id: string;
  readonly counted: boolean;
}

/**
 * Decides anew which label counts, for sentences that several models or a person have spoken about, and keeps the
 * ledger right. The caller holds the locks of their articles.
 *
 * @returns how many sentences have another label now
 */
export async function settleLabels(query: Query, sentenceIds: readonly string[]): Promise<number> {
  if (sentenceIds.length === 0) return 0;
  const ids = plainArray(sentenceIds);
  const locked = await query<LockedRow>(LOCK, [ids]);
  // A statement of its own: it must see the labels of whoever held the locks before us.
  const settled = await query<{ readonly sentence_id: string; readonly counts: boolean }>(SETTLE, [ids]);
  const before = new Map(locked.map((row) => [row.sentence_id, row]));
  const moved = (counts: boolean): readonly Place[] =>
    settled.flatMap((row) => {
      const place = before.get(row.sentence_id);
      return place !== undefined && row.counts === counts && place.counted !== counts ? [place] : [];
    });
  await countStored(query, moved(true));
  await uncountStored(query, moved(false));
  return settled.length;
}
