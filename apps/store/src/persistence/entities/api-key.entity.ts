import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key of the API. Rows are never deleted: who could do what, and until when, can be asked for ever. */
@Entity('api_key')
@Check('api_key_scopes_known', `"scopes" <@ array['read', 'feed', 'correct', 'admin'] and cardinality("scopes") > 0`)
@Index('api_key_by_time', ['createdAt', 'id'])
export class ApiKeyEntity {
  /** The visible part of the key. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'api_key_pkey' })
  readonly id!: string;

  /** SHA-256 of the whole key, which nobody but its holder has. */
  @Column({ type: 'bytea' })
  readonly hash!: Buffer;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text', array: true })
  readonly scopes!: string[];

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'clock_timestamp()' })
  readonly createdAt!: Date;

  /** To the minute. */
  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  readonly lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  readonly expiresAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;
}
