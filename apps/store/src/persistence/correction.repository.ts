import { type Correction, saysTheSame } from '../domain/correction.js';
import type { CorrectionRepository, CorrectionResult } from '../ports.js';
import { lockToWriteSentence } from './article-locks.js';
import type { BatchWriter, Query } from './batch-writer.js';
import { countStored, type Place, uncountStored } from './ledger-counters.js';
import { settleLabels } from './settle-labels.js';
import { writeOne } from './write-one.js';

/** Corrections in Postgres. */
export class PostgresCorrectionRepository implements CorrectionRepository {
  constructor(private readonly writer: BatchWriter) {}

  save(correction: Correction): Promise<CorrectionResult> {
    return writeOne(this.writer, (query) => writeCorrection(query, correction));
  }
}

/** Whoever writes about the sentence waits here: corrections are made one after the other, and so numbered. */
const LOCK = `
  select article_id, revision, label is not null as counted, corrected
  from sentence where sentence_id = $1 for no key update`;

const LATEST = `
  select number, label, made_by as by, reason
  from correction where sentence_id = $1 order by number desc limit 1`;

const INSERT = `
  insert into correction (sentence_id, number, label, made_by, reason) values ($1, $2, $3, $4, $5)
  returning made_at::text`;

/** Nothing of a model stands beside a person's word: its confidence would be that of another label. */
const SET_LABEL = `
  update sentence
  set label = $2::text, corrected = $2::text is not null, confidence = null, none_score = null, model_version = null,
    needs_review = case when $2::text is not null then false end,
    labelled_at = case when $2::text is not null then $3::timestamptz end
  where sentence_id = $1`;

interface LockedRow {
  readonly article_id: string;
  readonly revision: string;
  readonly counted: boolean;
  readonly corrected: boolean;
}

async function writeCorrection(query: Query, correction: Correction): Promise<CorrectionResult> {
  const { sentenceId, label, by, reason } = correction;
  await lockToWriteSentence(query, sentenceId);
  const [sentence] = await query<LockedRow>(LOCK, [sentenceId]);
  if (sentence === undefined) return 'no-sentence';
  // A statement of its own: it must see what whoever held the lock before us has written.
  const [latest] = await query<Omit<Correction, 'sentenceId'> & { readonly number: number }>(LATEST, [sentenceId]);
  if (latest !== undefined && saysTheSame(latest, correction)) return 'made';
  if (label === null && !sentence.corrected) return 'no-correction';
  const number = (latest?.number ?? 0) + 1;
  const [made] = await query<{ readonly made_at: string }>(INSERT, [sentenceId, number, label, by, reason]);
  await query(SET_LABEL, [sentenceId, label, made?.made_at]);
  const place = { articleId: sentence.article_id, revision: sentence.revision };
  if (label === null) await settleAgain(query, sentenceId, place);
  else if (!sentence.counted) await countStored(query, [place]);
  return 'made';
}

/** The models' labels count again, if there are any that do. */
async function settleAgain(query: Query, sentenceId: string, place: Place): Promise<void> {
  await uncountStored(query, [place]);
  await settleLabels(query, [sentenceId]);
}
