import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A model whose labels have been seen. At most one is promoted: its labels count, whatever came first. */
@Entity('model')
@Index('model_promoted_once', ['promoted'], { unique: true, where: 'promoted' })
@Check('model_not_both', 'not (promoted and dropped)')
export class ModelEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'model_pkey' })
  readonly version!: string;

  @Column({ type: 'timestamptz', name: 'first_seen', default: () => 'now()' })
  readonly firstSeen!: Date;

  @Column({ type: 'boolean', default: false })
  readonly promoted!: boolean;

  /** Its labels count only where nothing else was said. */
  @Column({ type: 'boolean', default: false })
  readonly dropped!: boolean;

  /** It has only ever run beside the one that counts. */
  @Column({ type: 'boolean' })
  readonly shadow!: boolean;
}
