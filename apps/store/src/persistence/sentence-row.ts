import type { ArticleSentence, Sentence } from '../answers/article-answers.js';

/** A sentence as it is read, with the label that counts. */
export interface SentenceRow {
  readonly sentence_id: string;
  readonly position: string;
  readonly article_id: string;
  readonly revision: string;
  readonly sentence_index: number;
  readonly start_offset: number;
  readonly end_offset: number;
  readonly text: string;
  readonly overlong: boolean;
  readonly label: Sentence['label'];
  readonly confidence: number | null;
  readonly none_score: number | null;
  readonly needs_review: boolean | null;
  readonly model_version: string | null;
  readonly corrected: boolean;
  readonly stored_at: Date;
  readonly scores: Sentence['scores'];
  readonly evidence: Sentence['evidence'] | null;
  readonly labelled_at: Date | null;
  readonly source: string | null;
  readonly language: string | null;
  readonly published_at: Date | null;
  readonly received_at: Date | null;
  readonly syndicated: boolean;
  readonly boilerplate: boolean;
}

/** A sentence of a list: with what is shown of its article. */
export interface ListedRow extends SentenceRow {
  readonly title: string | null;
  readonly url: string | null;
}

/** Of `sentence s`, and of what {@link EFFECTIVE_LABEL} joins. */
export const SENTENCE_COLUMNS = `
  s.sentence_id, s.position, s.article_id, s.revision, s.sentence_index, s.start_offset, s.end_offset, s.text,
  s.overlong, s.label, s.confidence, s.none_score, s.needs_review, s.model_version, s.corrected, s.stored_at,
  s.labelled_at, s.source, s.language, s.published_at, s.received_at, s.syndicated, s.boilerplate,
  case when l.sentence_id is not null then jsonb_build_object(
    'military', l.score_military, 'diplomatic', l.score_diplomatic, 'humanitarian', l.score_humanitarian) end as scores,
  l.evidence`;

/** What the model said whose label counts; nothing where a person's does. */
export const EFFECTIVE_LABEL = `
  left join label l on l.sentence_id = s.sentence_id and l.model_version = s.model_version`;

/** What the API says of a sentence. */
export function sentenceOf(row: SentenceRow): ArticleSentence {
  return {
    sentenceId: row.sentence_id,
    index: row.sentence_index,
    start: row.start_offset,
    end: row.end_offset,
    text: row.text,
    overlong: row.overlong,
    label: row.label,
    confidence: row.confidence,
    scores: row.scores,
    none: row.none_score,
    needsReview: row.needs_review,
    evidence: row.evidence ?? [],
    modelVersion: row.model_version,
    labelledAt: row.labelled_at?.toISOString() ?? null,
    corrected: row.corrected,
    boilerplate: row.boilerplate,
    storedAt: row.stored_at.toISOString(),
  };
}

/** What the API says of a sentence of a list. */
export function listedSentenceOf(row: ListedRow): Sentence {
  const { title, source, url, language, syndicated } = row;
  const publishedAt = row.published_at?.toISOString() ?? null;
  const receivedAt = row.received_at?.toISOString() ?? null;
  return {
    ...sentenceOf(row),
    articleId: row.article_id,
    revision: row.revision,
    article: { title, source, url, language, publishedAt, receivedAt, syndicated },
  };
}
