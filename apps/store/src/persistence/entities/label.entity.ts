import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What one model says of one sentence. */
@Entity('label')
@Check('label_known', `"label" in ('military', 'diplomatic', 'humanitarian')`)
export class LabelEntity {
  @PrimaryColumn({ type: 'uuid', name: 'sentence_id', primaryKeyConstraintName: 'label_pkey' })
  readonly sentenceId!: string;

  @PrimaryColumn({ type: 'text', name: 'model_version', collation: 'C', primaryKeyConstraintName: 'label_pkey' })
  readonly modelVersion!: string;

  @Column({ type: 'text' })
  readonly label!: string;

  @Column({ type: 'double precision' })
  readonly confidence!: number;

  @Column({ type: 'double precision', name: 'score_military' })
  readonly scoreMilitary!: number;

  @Column({ type: 'double precision', name: 'score_diplomatic' })
  readonly scoreDiplomatic!: number;

  @Column({ type: 'double precision', name: 'score_humanitarian' })
  readonly scoreHumanitarian!: number;

  @Column({ type: 'double precision', name: 'none_score' })
  readonly noneScore!: number;

  @Column({ type: 'boolean', name: 'needs_review' })
  readonly needsReview!: boolean;

  /** The deciding words: `[{text, start, end, weight}]`. */
  @Column({ type: 'jsonb' })
  readonly evidence!: unknown;

  /** Every event with this label was of a model that only runs beside the one that counts. */
  @Column({ type: 'boolean' })
  readonly shadow!: boolean;

  /** When the model first said so. */
  @Column({ type: 'timestamptz', name: 'labelled_at' })
  readonly labelledAt!: Date;
}
