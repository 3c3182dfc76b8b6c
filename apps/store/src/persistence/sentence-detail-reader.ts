import { selectorsOf } from '../domain/selectors.js';
import type { SentenceDetail } from '../answers/sentence-answers.js';
import type { Reader } from './reader.js';
import { EFFECTIVE_LABEL, type ListedRow, listedSentenceOf, SENTENCE_COLUMNS } from './sentence-row.js';

interface DetailRow extends ListedRow {
  /** Null: the manifest of its revision has not come. */
  readonly article_text: string | null;
  readonly head_known: boolean;
  readonly head_revision: string | null;
}

interface LabelRow extends Omit<SentenceDetail['labels'][number], 'labelledAt'> {
  readonly labelledAt: Date;
}

interface CorrectionRow extends Omit<SentenceDetail['corrections'][number], 'at'> {
  readonly at: Date;
}

const ONE = `
  select ${SENTENCE_COLUMNS}, a.title, a.url, a.text as article_text,
    h.article_id is not null as head_known, h.revision as head_revision
  from sentence s
  ${EFFECTIVE_LABEL}
  left join article a on a.article_id = s.article_id and a.revision = s.revision
  left join article_head h on h.article_id = s.article_id
  where s.sentence_id = $1`;

const LABELS = `
  select l.model_version as "modelVersion", l.label, l.confidence, l.none_score as none, l.needs_review as "needsReview",
    jsonb_build_object('military', l.score_military, 'diplomatic', l.score_diplomatic,
      'humanitarian', l.score_humanitarian) as scores,
    l.evidence, l.shadow, m.promoted, l.labelled_at as "labelledAt"
  from label l join model m on m.version = l.model_version
  where l.sentence_id = $1
  order by l.labelled_at, l.model_version`;

const CORRECTIONS = `
  select number, label, made_by as by, reason, made_at as at
  from correction where sentence_id = $1 order by number desc`;

/** All that is known of one sentence, for the API. */
export class SentenceDetailReader {
  constructor(private readonly reader: Reader) {}

  /** Undefined when there is no such sentence. */
  async one(sentenceId: string): Promise<SentenceDetail | undefined> {
    const [[row], labels, corrections] = await Promise.all([
      this.reader.query<DetailRow>(ONE, [sentenceId]),
      this.reader.query<LabelRow>(LABELS, [sentenceId]),
      this.reader.query<CorrectionRow>(CORRECTIONS, [sentenceId]),
    ]);
    if (row === undefined) return undefined;
    const { article_text: text, start_offset: start, end_offset: end } = row;
    return {
      ...listedSentenceOf(row),
      state: stateOf(row),
      selectors: text === null ? null : selectorsOf(text, start, end),
      labels: labels.map((label) => ({ ...label, labelledAt: label.labelledAt.toISOString() })),
      corrections: corrections.map((correction) => ({ ...correction, at: correction.at.toISOString() })),
    };
  }
}

function stateOf({ head_known, head_revision, revision }: DetailRow): SentenceDetail['state'] {
  if (!head_known) return null;
  if (head_revision === null) return 'retracted';
  return head_revision === revision ? 'current' : 'superseded';
}
