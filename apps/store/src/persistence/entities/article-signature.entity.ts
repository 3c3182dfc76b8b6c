import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What tells whether another text of an article is nearly the same: see `near-duplicates.ts`. One row a revision. */
@Entity('article_signature')
@Index('article_signature_by_band', { synchronize: false })
export class ArticleSignatureEntity {
  @PrimaryColumn({
    type: 'text',
    name: 'article_id',
    collation: 'C',
    primaryKeyConstraintName: 'article_signature_pkey',
  })
  readonly articleId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'article_signature_pkey' })
  readonly revision!: string;

  /** Null: the text is too short to have one. */
  @Column({ type: 'bytea', nullable: true })
  readonly signature!: Buffer | null;

  @Column({ type: 'integer', array: true })
  readonly bands!: number[];
}
