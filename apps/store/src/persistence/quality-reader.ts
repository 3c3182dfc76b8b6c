import type { Label } from '@sitrep/contracts';

import type { Verdicts } from '../domain/agreement.js';
import type { Unsure } from '../domain/review-queue.js';
import type { Sentence } from '../answers/article-answers.js';
import type { Reader } from './reader.js';
import { EFFECTIVE_LABEL, type ListedRow, listedSentenceOf, SENTENCE_COLUMNS } from './sentence-row.js';
import { tableSample } from './table-size.js';

/** Which sentences a statistic is of. What is left out does not matter. */
export interface QualityFilter {
  readonly source?: string | undefined;
  readonly model?: string | undefined;
}

/** How many current sentences of a label have a confidence in a twentieth of all. */
export interface ConfidenceCount {
  readonly label: Label;
  /** From 0; the last holds 1 too. */
  readonly bin: number;
  readonly review: boolean;
  readonly count: number;
}

/** An unsure sentence as it is listed. */
export interface UnsureSentence extends Unsure {
  readonly listed: Sentence;
}

/** By the index of what people have labelled: as many rows as they have looked at. */
const VERDICTS = `
  select l.model_version as model, s.source, s.label as person, l.label,
    least(floor(l.confidence * 10), 9)::integer as tenth, l.needs_review as review,
    count(*)::float8 as count, sum(l.confidence) as confidence
  from sentence s join label l on l.sentence_id = s.sentence_id
  where s.corrected and ($1::text is null or s.source = $1) and ($2::text is null or l.model_version = $2)
  group by 1, 2, 3, 4, 5, 6`;

/** Sentences that are looked at for a histogram. */
const SAMPLE = 100_000;

const CONFIDENCE = `
  select label, least(floor(confidence * 20), 19)::integer as bin, needs_review as review, count(*)::float8 as count
  from sentence
  where sentence_id <= $1 and current and confidence is not null
    and ($2::text is null or source = $2) and ($3::text is null or model_version = $3)
  group by 1, 2, 3`;

/** The least sure by the index of confidences, which is where the narrow margins are. */
const UNSURE = `
  select ${SENTENCE_COLUMNS}, s.boilerplate, a.title, a.source, a.url, a.published_at
  from (
    select * from sentence s
    where s.current and s.needs_review and s.confidence is not null and ($2::text is null or s.source = $2)
      and ($3::text is null or s.model_version = $3)
    order by s.confidence, s.position
    limit $1
  ) s
  ${EFFECTIVE_LABEL}
  join article a on a.article_id = s.article_id and a.revision = s.revision
  order by s.confidence, s.position`;

/** How well the labels are, for the API. */
export class QualityReader {
  constructor(private readonly reader: Reader) {}

  /** What people say against what models say, of all sentences that a person has labelled. */
  verdicts({ source, model }: QualityFilter): Promise<readonly Verdicts[]> {
    return this.reader.query<Verdicts>(VERDICTS, [source, model]);
  }

  /** Of a sample, where there are many: `sampled` is its share. */
  async confidence({ source, model }: QualityFilter): Promise<{
    readonly sampled: number;
    readonly counts: readonly ConfidenceCount[];
  }> {
    const { share, bound } = await tableSample(this.reader, 'sentence', SAMPLE);
    return {
      sampled: share,
      counts: await this.reader.query<ConfidenceCount>(CONFIDENCE, [bound, source, model]),
    };
  }

  /** Current sentences that nobody has looked at, the least sure of all that need a review. */
  async unsure(most: number, { source, model }: QualityFilter): Promise<readonly UnsureSentence[]> {
    const rows = await this.reader.query<ListedRow & { readonly boilerplate: boolean }>(UNSURE, [most, source, model]);
    return rows.map((row) => {
      const [first = 0, second = 0] = Object.values(row.scores ?? {}).sort((a, b) => b - a);
      return {
        text: row.text,
        source: row.source,
        boilerplate: row.boilerplate,
        first,
        second,
        listed: listedSentenceOf(row),
      };
    });
  }
}
