import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Which revision of an article is current: the one of the split or retraction with the greatest
 * (decidedAt, decidedOffset, decidedPartition). That order is total, so records in any order of arrival end here alike.
 */
@Entity('article_head')
@Index('article_head_by_story', ['storyId'])
@Index('article_head_for_phrases', ['articleId'], { where: 'phrases_pending' })
@Index('article_head_for_story', ['articleId'], { where: 'story_pending' })
@Index('article_head_by_time', ['decidedAt', 'articleId'], { where: 'revision is not null' })
export class ArticleHeadEntity {
  @PrimaryColumn({ type: 'text', name: 'article_id', collation: 'C', primaryKeyConstraintName: 'article_head_pkey' })
  readonly articleId!: string;

  /** Null: the article is retracted. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly revision!: string | null;

  /** Time of the deciding record of the input topic. */
  @Column({ type: 'timestamptz', name: 'decided_at' })
  readonly decidedAt!: Date;

  @Column({ type: 'bigint', name: 'decided_offset' })
  readonly decidedOffset!: string;

  @Column({ type: 'integer', name: 'decided_partition' })
  readonly decidedPartition!: number;

  /** The least id of the articles that tell the same story; null until that was looked at. */
  @Column({ type: 'text', name: 'story_id', nullable: true, collation: 'C' })
  readonly storyId!: string | null;

  /** Another current article of the story counts as the first. */
  @Column({ type: 'boolean', default: false })
  readonly syndicated!: boolean;

  /** Its story is to be looked at (again), and then its phrases. */
  @Column({ type: 'boolean', name: 'story_pending', default: true })
  readonly storyPending!: boolean;

  /** Its phrases are to be looked at (again). */
  @Column({ type: 'boolean', name: 'phrases_pending', default: false })
  readonly phrasesPending!: boolean;
}
