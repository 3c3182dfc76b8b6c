import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How far all labels have been settled anew since the last decision about models. One row, or none before the first. */
@Entity('settling')
@Check('settling_one', 'one')
export class SettlingEntity {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'settling_pkey' })
  readonly one!: boolean;

  /** A transaction number: the work begins when all before it have ended. Null: not set yet. */
  @Column({ type: 'bigint', nullable: true })
  readonly barrier!: string | null;

  /** The last sentence that was looked at, in the order of their ids. */
  @Column({ type: 'uuid', nullable: true })
  readonly after!: string | null;

  /** Sentences that were looked at, and those of them whose label is another now. */
  @Column({ type: 'bigint', default: 0 })
  readonly seen!: string;

  @Column({ type: 'bigint', default: 0 })
  readonly changed!: string;

  @Column({ type: 'timestamptz', name: 'began_at', default: () => 'clock_timestamp()' })
  readonly beganAt!: Date;

  @Column({ type: 'timestamptz', name: 'moved_at', default: () => 'clock_timestamp()' })
  readonly movedAt!: Date;

  @Column({ type: 'timestamptz', name: 'done_at', nullable: true })
  readonly doneAt!: Date | null;
}
