import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What somebody did about a dead letter. Rows are added, never changed. */
@Entity('dead_letter_act')
@Index('dead_letter_act_by_letter', ['topic', 'partition', 'recordOffset'])
@Check('dead_letter_act_known', `"act" in ('replayed', 'discarded')`)
export class DeadLetterActEntity {
  @PrimaryColumn({
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'dead_letter_act_pkey',
  })
  readonly number!: string;

  @Column({ type: 'text', collation: 'C' })
  readonly topic!: string;

  @Column({ type: 'integer' })
  readonly partition!: number;

  @Column({ type: 'bigint', name: 'record_offset' })
  readonly recordOffset!: string;

  @Column({ type: 'text' })
  readonly act!: string;

  /** Which attempt a replay was. */
  @Column({ type: 'integer', nullable: true })
  readonly attempt!: number | null;

  /** Whether other bytes than the letter's own were sent. */
  @Column({ type: 'boolean' })
  readonly edited!: boolean;

  @Column({ type: 'text', name: 'made_by' })
  readonly madeBy!: string;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'timestamptz', name: 'made_at', default: () => 'clock_timestamp()' })
  readonly madeAt!: Date;
}
