import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that may be sent twice, for a day. */
@Entity('idempotency_key')
@Index('idempotency_key_by_time', ['beganAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'idempotency_key_pkey' })
  readonly key!: string;

  /** Of media type and body. */
  @Column({ type: 'text', name: 'request_hash', collation: 'C' })
  readonly requestHash!: string;

  @Column({ type: 'timestamptz', name: 'began_at', default: () => 'clock_timestamp()' })
  readonly beganAt!: Date;

  /** JSON. Null: it is being worked on. */
  @Column({ type: 'text', nullable: true })
  readonly answer!: string | null;
}
