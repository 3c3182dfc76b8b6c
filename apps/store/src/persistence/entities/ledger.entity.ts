import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The counters of one revision, moved in the transactions that store its manifest and its sentences. They can always
 * be counted again from `article` and `sentence`.
 */
@Entity('ledger')
@Index('ledger_open', ['articleId', 'revision'], { where: 'split is distinct from stored' })
export class LedgerEntity {
  @PrimaryColumn({ type: 'text', name: 'article_id', collation: 'C', primaryKeyConstraintName: 'ledger_pkey' })
  readonly articleId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'ledger_pkey' })
  readonly revision!: string;

  /** Sentences that the manifest announces. Null: sentences came, and the manifest has not. */
  @Column({ type: 'integer', nullable: true })
  readonly split!: number | null;

  /** Sentences with a label that counts. */
  @Column({ type: 'integer', default: 0 })
  readonly stored!: number;
}
