import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A transaction that changed sentences, and its place among all. Written by triggers alone. */
@Entity('change_batch')
@Index('change_batch_by_position', ['position'], { unique: true })
@Index('change_batch_open', ['xid'], { unique: true, where: 'position is null' })
export class ChangeBatchEntity {
  @PrimaryColumn({
    type: 'bigint',
    primaryKeyConstraintName: 'change_batch_pkey',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
  })
  readonly id!: string;

  /** The transaction. In a database that was restored elsewhere these numbers begin anew. */
  @Column({ type: 'bigint' })
  readonly xid!: string;

  /** In the order of the commits. Null until it is about to be committed: nobody else sees that. */
  @Column({ type: 'bigint', nullable: true })
  readonly position!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly at!: Date | null;
}
