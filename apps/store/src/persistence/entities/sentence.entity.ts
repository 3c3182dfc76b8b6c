import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One sentence of a revision, with the label that counts. `position` grows with every row that is stored: it is what
 * pages are cut by, and it says nothing else.
 */
@Entity('sentence')
@Index('sentence_by_place', ['articleId', 'revision', 'sentenceIndex'], { unique: true })
@Index('sentence_by_label', ['label', 'position'])
@Index('sentence_for_review', ['label', 'position'], { where: 'needs_review' })
@Index('sentence_corrected', ['position'], { where: 'corrected' })
@Check('sentence_label_known', `"label" in ('military', 'diplomatic', 'humanitarian')`)
export class SentenceEntity {
  @PrimaryColumn({ type: 'uuid', name: 'sentence_id', primaryKeyConstraintName: 'sentence_pkey' })
  readonly sentenceId!: string;

  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly position!: string;

  @Column({ type: 'text', name: 'article_id', collation: 'C' })
  readonly articleId!: string;

  @Column({ type: 'text', collation: 'C' })
  readonly revision!: string;

  @Column({ type: 'integer', name: 'sentence_index' })
  readonly sentenceIndex!: number;

  /** UTF-16 code units into the text of the revision, end exclusive. */
  @Column({ type: 'integer', name: 'start_offset' })
  readonly startOffset!: number;

  @Column({ type: 'integer', name: 'end_offset' })
  readonly endOffset!: number;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'boolean', default: false })
  readonly overlong!: boolean;

  /** The label that counts: a person's, else the promoted model's, else the earliest. Null: no label counts yet. */
  @Column({ type: 'text', nullable: true })
  readonly label!: string | null;

  @Column({ type: 'double precision', nullable: true })
  readonly confidence!: number | null;

  @Column({ type: 'double precision', name: 'none_score', nullable: true })
  readonly noneScore!: number | null;

  @Column({ type: 'boolean', name: 'needs_review', nullable: true })
  readonly needsReview!: boolean | null;

  @Column({ type: 'text', name: 'model_version', nullable: true, collation: 'C' })
  readonly modelVersion!: string | null;

  /** The label is a person's. */
  @Column({ type: 'boolean', default: false })
  readonly corrected!: boolean;

  @Column({ type: 'timestamptz', name: 'stored_at', default: () => 'now()' })
  readonly storedAt!: Date;
}
