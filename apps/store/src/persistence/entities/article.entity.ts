import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One text of an article, with the metadata of the latest submission that had this text. */
@Entity('article')
@Index('article_by_title', { synchronize: false })
export class ArticleEntity {
  @PrimaryColumn({ type: 'text', name: 'article_id', collation: 'C', primaryKeyConstraintName: 'article_pkey' })
  readonly articleId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'article_pkey' })
  readonly revision!: string;

  @Column({ type: 'text', nullable: true })
  readonly title!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly source!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly url!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly author!: string | null;

  @Column({ type: 'timestamptz', name: 'published_at', nullable: true })
  readonly publishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  readonly language!: string | null;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'integer', name: 'sentence_count' })
  readonly sentenceCount!: number;

  /** What normalisation changed, by kind. */
  @Column({ type: 'jsonb' })
  readonly cleaning!: Readonly<Record<string, number>>;

  /** When the latest submission with this text was appended to its topic. */
  @Column({ type: 'timestamptz', name: 'received_at' })
  readonly receivedAt!: Date;

  @Column({ type: 'text', name: 'origin_topic' })
  readonly originTopic!: string;

  @Column({ type: 'integer', name: 'origin_partition' })
  readonly originPartition!: number;

  @Column({ type: 'bigint', name: 'origin_offset' })
  readonly originOffset!: string;

  @Column({ type: 'timestamptz', name: 'stored_at', default: () => 'now()' })
  readonly storedAt!: Date;
}
