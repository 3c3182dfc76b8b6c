import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a person said of a sentence. Rows are added, never changed: the one with the greatest number counts. */
@Entity('correction')
@Index('correction_by_time', ['madeAt'])
@Check('correction_label_known', `"label" in ('military', 'diplomatic', 'humanitarian')`)
export class CorrectionEntity {
  @PrimaryColumn({ type: 'uuid', name: 'sentence_id', primaryKeyConstraintName: 'correction_pkey' })
  readonly sentenceId!: string;

  /** From 1, without gaps. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'correction_pkey' })
  readonly number!: number;

  /** Null: what was said before does not count any more. */
  @Column({ type: 'text', nullable: true })
  readonly label!: string | null;

  @Column({ type: 'text', name: 'made_by' })
  readonly madeBy!: string;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'timestamptz', name: 'made_at', default: () => 'clock_timestamp()' })
  readonly madeAt!: Date;
}
