import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What became of one record of the input topic. */
@Entity('outcome')
@Index('outcome_by_article', ['articleId', 'at'], { where: 'article_id is not null' })
@Check('outcome_kind_known', `"kind" in ('split', 'retracted', 'rejected')`)
export class OutcomeEntity {
  @PrimaryColumn({ type: 'text', name: 'origin_topic', collation: 'C', primaryKeyConstraintName: 'outcome_pkey' })
  readonly originTopic!: string;

  @PrimaryColumn({ type: 'integer', name: 'origin_partition', primaryKeyConstraintName: 'outcome_pkey' })
  readonly originPartition!: number;

  @PrimaryColumn({ type: 'bigint', name: 'origin_offset', primaryKeyConstraintName: 'outcome_pkey' })
  readonly originOffset!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text', name: 'article_id', nullable: true, collation: 'C' })
  readonly articleId!: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly revision!: string | null;

  /** Rejections: why. */
  @Column({ type: 'text', nullable: true })
  readonly code!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly message!: string | null;

  /** W3C trace context that the outcome came with; of several, the least. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly traceparent!: string | null;

  /** When the input record was appended. */
  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}
