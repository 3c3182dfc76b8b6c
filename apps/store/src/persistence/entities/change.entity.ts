import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to one sentence. Written by triggers alone. */
@Entity('change')
export class ChangeEntity {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'change_pkey' })
  readonly batch!: string;

  @PrimaryColumn({
    type: 'bigint',
    primaryKeyConstraintName: 'change_pkey',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
  })
  readonly seq!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'uuid', name: 'sentence_id' })
  readonly sentenceId!: string;

  /** The label that counts from then on. */
  @Column({ type: 'text', nullable: true })
  readonly label!: string | null;

  /** The one that counted before. */
  @Column({ type: 'text', name: 'old_label', nullable: true })
  readonly oldLabel!: string | null;

  /** Whether its text is the current one from then on. */
  @Column({ type: 'boolean' })
  readonly current!: boolean;
}
