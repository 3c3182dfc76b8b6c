import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One sending again of a dead letter: to be done, done, or come back. */
@Entity('dead_letter_replay')
@Index('dead_letter_replay_by_attempt', ['topic', 'partition', 'recordOffset', 'attempt'], { unique: true })
@Index('dead_letter_replay_pending', ['requestedAt'], { where: 'published_at is null and failed_at is null' })
export class DeadLetterReplayEntity {
  /** Travels in the record's headers. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dead_letter_replay_pkey' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'C' })
  readonly topic!: string;

  @Column({ type: 'integer' })
  readonly partition!: number;

  @Column({ type: 'bigint', name: 'record_offset' })
  readonly recordOffset!: string;

  /** From 1. */
  @Column({ type: 'integer' })
  readonly attempt!: number;

  /** What is sent in the place of the letter's own value, where it was edited. */
  @Column({ type: 'bytea', nullable: true })
  readonly value!: Buffer | null;

  @Column({ type: 'boolean' })
  readonly edited!: boolean;

  /** Why the letter was a dead letter before this attempt. */
  @Column({ type: 'text' })
  readonly code!: string;

  @Column({ type: 'text' })
  readonly message!: string;

  @Column({ type: 'text', nullable: true })
  readonly stage!: string | null;

  @Column({ type: 'text', name: 'service_version', nullable: true })
  readonly serviceVersion!: string | null;

  @Column({ type: 'timestamptz', name: 'requested_at', default: () => 'clock_timestamp()' })
  readonly requestedAt!: Date;

  /** When a store last began to send it. */
  @Column({ type: 'timestamptz', name: 'claimed_at', nullable: true })
  readonly claimedAt!: Date | null;

  /** When Kafka had it. */
  @Column({ type: 'timestamptz', name: 'published_at', nullable: true })
  readonly publishedAt!: Date | null;

  /** Where it stood, and when, when it was rejected again. */
  @Column({ type: 'integer', name: 'failed_partition', nullable: true })
  readonly failedPartition!: number | null;

  @Column({ type: 'bigint', name: 'failed_offset', nullable: true })
  readonly failedOffset!: string | null;

  @Column({ type: 'timestamptz', name: 'failed_at', nullable: true })
  readonly failedAt!: Date | null;
}
