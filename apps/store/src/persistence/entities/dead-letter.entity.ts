import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A record that a consumer could not take, as it came. Its key is where it first stood. */
@Entity('dead_letter')
@Index('dead_letter_by_sentence', ['articleId', 'revision', 'sentenceId'], { where: 'sentence_id is not null' })
@Index('dead_letter_by_time', ['at', 'topic', 'partition', 'recordOffset'])
@Check('dead_letter_status_known', `"status" in ('open', 'replayed', 'discarded')`)
export class DeadLetterEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'dead_letter_pkey' })
  readonly topic!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'dead_letter_pkey' })
  readonly partition!: number;

  @PrimaryColumn({ type: 'bigint', name: 'record_offset', primaryKeyConstraintName: 'dead_letter_pkey' })
  readonly recordOffset!: string;

  @Column({ type: 'bytea', nullable: true })
  readonly key!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  readonly value!: Buffer | null;

  /** The record's own headers: `[{name, base64}]`, in their order. */
  @Column({ type: 'jsonb' })
  readonly headers!: unknown;

  /** Why it was rejected last, and by whom. Of REJECTION_CODES, or UNKNOWN where a stranger wrote to the dead-letter topic. */
  @Column({ type: 'text' })
  readonly code!: string;

  @Column({ type: 'text' })
  readonly message!: string;

  @Column({ type: 'text', nullable: true })
  readonly stage!: string | null;

  @Column({ type: 'text', name: 'service_version', nullable: true })
  readonly serviceVersion!: string | null;

  @Column({ type: 'text', name: 'consumer_group', nullable: true })
  readonly consumerGroup!: string | null;

  /** What the record was about, where its value says so. */
  @Column({ type: 'text', name: 'article_id', nullable: true, collation: 'C' })
  readonly articleId!: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly revision!: string | null;

  @Column({ type: 'uuid', name: 'sentence_id', nullable: true })
  readonly sentenceId!: string | null;

  /** When it was written to the dead-letter topic. */
  @Column({ type: 'timestamptz' })
  readonly at!: Date;

  /** `replayed`: it was sent again and did not come back. */
  @Column({ type: 'text', default: 'open' })
  readonly status!: string;

  /** How often it was sent again. */
  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;
}
