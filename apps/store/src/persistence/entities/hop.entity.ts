import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = { collation: 'C', primaryKeyConstraintName: 'hop_pkey' } as const;

/**
 * A step of an article through the topics: one stretch of a partition and one maker. One row an article and step, so
 * that a sentence needs no columns for its way.
 */
@Entity('hop')
@Index('hop_by_model', ['modelVersion', 'firstAt'], { where: "model_version <> ''" })
export class HopEntity {
  @PrimaryColumn({ type: 'text', name: 'article_id', ...KEY })
  readonly articleId!: string;

  /** Empty for a retraction. */
  @PrimaryColumn({ type: 'text', ...KEY })
  readonly revision!: string;

  @PrimaryColumn({ type: 'text', ...KEY })
  readonly topic!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'hop_pkey' })
  readonly partition!: number;

  /** CloudEvents source of the events. Empty where it is not known, as are the next two. */
  @PrimaryColumn({ type: 'text', ...KEY })
  readonly source!: string;

  @PrimaryColumn({ type: 'text', name: 'service_version', ...KEY })
  readonly serviceVersion!: string;

  @PrimaryColumn({ type: 'text', name: 'model_version', ...KEY })
  readonly modelVersion!: string;

  @Column({ type: 'bigint', name: 'first_offset' })
  readonly firstOffset!: string;

  @Column({ type: 'bigint', name: 'last_offset' })
  readonly lastOffset!: string;

  @Column({ type: 'timestamptz', name: 'first_at' })
  readonly firstAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_at' })
  readonly lastAt!: Date;

  /** Of several, the least. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly traceparent!: string | null;

  /** Version of the store that first wrote the row. */
  @Column({ type: 'text', name: 'stored_by' })
  readonly storedBy!: string;

  @Column({ type: 'timestamptz', name: 'stored_at', default: () => 'now()' })
  readonly storedAt!: Date;
}
