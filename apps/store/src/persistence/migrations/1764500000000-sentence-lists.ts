import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEARCH = `to_tsvector('english'::regconfig, text)`;

const UP = [
  `alter table sentence
    add column source text,
    add column language text,
    add column published_at timestamptz,
    add column received_at timestamptz,
    add column labelled_at timestamptz,
    add column current boolean not null default false,
    add column syndicated boolean not null default false,
    add column boilerplate boolean not null default false,
    add column search tsvector generated always as (${SEARCH}) stored`,
  // TypeORM makes this table by itself, and reads there, and nowhere else, what a generated column is generated from.
  `insert into typeorm_metadata (type, database, schema, "table", name, value)
    values ('GENERATED_COLUMN', current_database(), current_schema(), 'sentence', 'search', $sql$${SEARCH}$sql$)`,
  `update sentence s
    set source = a.source, language = a.language, published_at = a.published_at, received_at = a.received_at,
      current = coalesce(h.revision = s.revision, false)
    from article a left join article_head h on h.article_id = a.article_id
    where a.article_id = s.article_id and a.revision = s.revision`,
  `update sentence s set labelled_at = l.labelled_at
    from label l where l.sentence_id = s.sentence_id and l.model_version = s.model_version`,
  `update sentence s set labelled_at = (
      select c.made_at from correction c where c.sentence_id = s.sentence_id order by c.number desc limit 1)
    where s.corrected`,
  'drop index sentence_by_label, sentence_for_review, article_by_source',
  'create index sentence_by_stored on sentence (stored_at, position) where current',
  'create index sentence_by_published on sentence (published_at, position) where current',
  'create index sentence_by_received on sentence (received_at, position) where current',
  'create index sentence_by_labelled on sentence (labelled_at, position) where current',
  'create index sentence_by_label on sentence (label, stored_at, position) where current',
  'create index sentence_by_source on sentence (source, stored_at, position) where current',
  'create index sentence_by_confidence on sentence (confidence, position) where current',
  'create index sentence_for_review on sentence (stored_at, position) where current and needs_review',
  'create index sentence_by_word on sentence using gin (search) where current',
];

const DOWN = [
  `drop index sentence_by_stored, sentence_by_published, sentence_by_received, sentence_by_labelled, sentence_by_label,
    sentence_by_source, sentence_by_confidence, sentence_for_review, sentence_by_word`,
  'create index sentence_by_label on sentence (label, position)',
  'create index sentence_for_review on sentence (label, position) where needs_review',
  'create index article_by_source on article (source)',
  `delete from typeorm_metadata where "table" = 'sentence' and name = 'search'`,
  `alter table sentence drop column source, drop column language, drop column published_at, drop column received_at,
    drop column labelled_at, drop column current, drop column syndicated, drop column boilerplate, drop column search`,
];

/** What lists filter and sort by stands in the sentence itself, and only what is current costs an index entry. */
export class SentenceLists1764500000000 implements MigrationInterface {
  readonly name = 'SentenceLists1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
