import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a person decided about a model. Rows are added and never changed; the last one of a model counts. */
@Entity('model_act')
@Check('model_act_known', `"act" in ('promote', 'drop')`)
export class ModelActEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'model_act_pkey',
  })
  readonly number!: string;

  @Column({ type: 'text', collation: 'C' })
  readonly version!: string;

  @Column({ type: 'text' })
  readonly act!: string;

  @Column({ type: 'text', name: 'made_by' })
  readonly madeBy!: string;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'timestamptz', name: 'made_at', default: () => 'clock_timestamp()' })
  readonly madeAt!: Date;
}
