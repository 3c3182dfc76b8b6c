import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trace of an article reaches its row. */
export class Traces1764100000000 implements MigrationInterface {
  readonly name = 'Traces1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outcome add column traceparent text collate "C"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outcome drop column traceparent');
  }
}
