import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: up to which position the change feed was forgotten. */
@Entity('change_horizon')
@Check('change_horizon_once', '"singleton"')
export class ChangeHorizonEntity {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'change_horizon_pkey' })
  readonly singleton!: boolean;

  @Column({ type: 'bigint' })
  readonly position!: string;
}
