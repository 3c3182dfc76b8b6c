import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What lists are filtered by most stands in the index that they walk: the others are passed over without their rows. */
const FILTERED = ['label', 'source', 'language', 'needsReview', 'corrected'];

/**
 * One sentence of a revision, with the label that counts, and with all of its article that lists are filtered and
 * sorted by: each filter is a condition on this table alone. `position` grows with every row that is stored: it is what
 * pages are cut by, and it says nothing else.
 *
 * Only what is current has entries in the indexes of lists.
 */
@Entity('sentence')
@Index('sentence_by_revision', ['articleId', 'revision'])
@Index('sentence_by_stored', ['storedAt', 'position', ...FILTERED], { where: 'current' })
@Index('sentence_by_published', ['publishedAt', 'position', ...FILTERED], { where: 'current' })
@Index('sentence_by_received', ['receivedAt', 'position', ...FILTERED], { where: 'current' })
@Index('sentence_by_labelled', ['labelledAt', 'position', ...FILTERED], { where: 'current' })
@Index('sentence_by_confidence', ['confidence', 'position', 'label', 'source', 'language'], { where: 'current' })
@Index('sentence_by_source', ['source', 'storedAt', 'position'], { where: 'current' })
@Index('sentence_by_source_published', ['source', 'publishedAt', 'position', 'label', 'language', 'needsReview'], {
  where: 'current',
})
@Index('sentence_by_correction', ['storedAt', 'position', 'label', 'source', 'language'], {
  where: 'current and corrected',
})
@Index('sentence_superseded', ['storedAt', 'position', ...FILTERED], { where: 'not current' })
@Index('sentence_by_word', { synchronize: false })
@Index('sentence_by_phrase', { synchronize: false })
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

  /** Of the manifest of the revision, as are the next three: null until it has come. */
  @Column({ type: 'text', nullable: true })
  readonly source!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly language!: string | null;

  @Column({ type: 'timestamptz', name: 'published_at', nullable: true })
  readonly publishedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'received_at', nullable: true })
  readonly receivedAt!: Date | null;

  /** When the label that counts was given: by its model, or by a person. */
  @Column({ type: 'timestamptz', name: 'labelled_at', nullable: true })
  readonly labelledAt!: Date | null;

  /** The revision is the head of its article. */
  @Column({ type: 'boolean', default: false })
  readonly current!: boolean;

  /** The article is a copy of one that came before. */
  @Column({ type: 'boolean', default: false })
  readonly syndicated!: boolean;

  /** The same sentence stands in many articles of its source. */
  @Column({ type: 'boolean', default: false })
  readonly boilerplate!: boolean;

  /** What full text search looks at. Never read as an entity. */
  @Column({
    type: 'tsvector',
    nullable: true,
    select: false,
    generatedType: 'STORED',
    asExpression: "to_tsvector('english'::regconfig, text)",
  })
  readonly search!: string | null;
}
