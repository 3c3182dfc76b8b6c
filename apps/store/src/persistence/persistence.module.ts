import { type DynamicModule, type FactoryProvider, Module, type Type } from '@nestjs/common';

import { AlertChangeReader } from './alert-change-reader.js';
import { ArticleReader } from './article-reader.js';
import { BatchWriter } from './batch-writer.js';
import { ChangeReader } from './change-reader.js';
import { PostgresCorrectionRepository } from './correction.repository.js';
import { CorrectionReader } from './correction-reader.js';
import { CountReader } from './count-reader.js';
import { CountedLists } from './counted-lists.js';
import { Database } from './database.js';
import { PostgresDeadLetterDesk } from './dead-letter-desk.js';
import { DeadLetterReader } from './dead-letter-reader.js';
import { PostgresDeadLetterRepository } from './dead-letter.repository.js';
import { FacetReader } from './facet-reader.js';
import { PostgresIdempotencyRepository } from './idempotency.repository.js';
import { PostgresKeyRepository } from './key.repository.js';
import { LedgerReader } from './ledger-reader.js';
import { LedgerProver } from './ledger-prover.js';
import { OpenDeadLettersReader } from './open-dead-letters.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { SchemaReader } from './schema-reader.js';
import { PostgresModelRepository } from './model.repository.js';
import { ModelReader } from './model-reader.js';
import { QualityReader } from './quality-reader.js';
import { PostgresSignal } from './postgres-signal.js';
import { Reader } from './reader.js';
import { SearchReader } from './search-reader.js';
import { PostgresSentenceRepository } from './sentence.repository.js';
import { SentenceDetailReader } from './sentence-detail-reader.js';
import { SentenceExportReader } from './sentence-export-reader.js';
import { SentenceReader } from './sentence-reader.js';
import { StoryReader } from './story-reader.js';
import { SourceReader } from './source-reader.js';
import { TermReader } from './term-reader.js';
import { TimelineNotesReader } from './timeline-notes-reader.js';
import { TraceReader } from './trace-reader.js';
import { PostgresSearchRepository } from './search.repository.js';
import { PostgresWebhookRepository } from './webhook.repository.js';

/** A class, whoever may call its constructor. */
type Token<Made> = Function & { readonly prototype: Made };

const from = <From, Made>(token: Token<Made>, source: Token<From>, make: (from: From) => Made): FactoryProvider => ({
  provide: token,
  inject: [source as Type<From>],
  useFactory: make,
});

const PROVIDERS: readonly FactoryProvider[] = [
  from(BatchWriter, Database, (database) => new BatchWriter(database.writer)),
  from(PostgresModelRepository, BatchWriter, (writer) => new PostgresModelRepository(writer)),
  from(ModelReader, Reader, (reader) => new ModelReader(reader)),
  from(QualityReader, Reader, (reader) => new QualityReader(reader)),
  from(TraceReader, Reader, (reader) => new TraceReader(reader)),
  from(PostgresSentenceRepository, BatchWriter, (writer) => new PostgresSentenceRepository(writer)),
  from(PostgresOutcomeRepository, BatchWriter, (writer) => new PostgresOutcomeRepository(writer)),
  from(PostgresDeadLetterRepository, BatchWriter, (writer) => new PostgresDeadLetterRepository(writer)),
  from(PostgresDeadLetterDesk, BatchWriter, (writer) => new PostgresDeadLetterDesk(writer)),
  from(PostgresCorrectionRepository, BatchWriter, (writer) => new PostgresCorrectionRepository(writer)),
  from(PostgresIdempotencyRepository, BatchWriter, (writer) => new PostgresIdempotencyRepository(writer)),
  from(Reader, Database, (database) => new Reader(database.reader)),
  from(AlertChangeReader, Reader, (reader) => new AlertChangeReader(reader)),
  from(ChangeReader, Reader, (reader) => new ChangeReader(reader)),
  from(PostgresSignal, Database, (database) => new PostgresSignal(database.url)),
  from(PostgresWebhookRepository, BatchWriter, (writer) => new PostgresWebhookRepository(writer)),
  from(PostgresSearchRepository, BatchWriter, (writer) => new PostgresSearchRepository(writer)),
  {
    provide: PostgresKeyRepository,
    inject: [Reader, BatchWriter],
    useFactory: (reader: Reader, writer: BatchWriter) => new PostgresKeyRepository(reader, writer),
  },
  from(ArticleReader, Reader, (reader) => new ArticleReader(reader)),
  from(SearchReader, Reader, (reader) => new SearchReader(reader)),
  from(SentenceReader, Reader, (reader) => new SentenceReader(reader)),
  from(SentenceDetailReader, Reader, (reader) => new SentenceDetailReader(reader)),
  from(SentenceExportReader, Database, (database) => new SentenceExportReader(database.reader)),
  from(CountedLists, Reader, (reader) => new CountedLists(reader)),
  from(CorrectionReader, Reader, (reader) => new CorrectionReader(reader)),
  from(StoryReader, Reader, (reader) => new StoryReader(reader)),
  from(DeadLetterReader, Reader, (reader) => new DeadLetterReader(reader)),
  from(CountReader, Reader, (reader) => new CountReader(reader)),
  from(TimelineNotesReader, Reader, (reader) => new TimelineNotesReader(reader)),
  from(SourceReader, Reader, (reader) => new SourceReader(reader)),
  from(TermReader, Reader, (reader) => new TermReader(reader)),
  from(FacetReader, Reader, (reader) => new FacetReader(reader)),
  from(LedgerReader, Reader, (reader) => new LedgerReader(reader)),
  from(LedgerProver, Reader, (reader) => new LedgerProver(reader)),
  from(SchemaReader, Reader, (reader) => new SchemaReader(reader)),
  from(OpenDeadLettersReader, Reader, (reader) => new OpenDeadLettersReader(reader)),
];

/** All that knows SQL. */
@Module({})
export class PersistenceModule {
  /** @param database open; it is closed with the application */
  static over(database: Database): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [{ provide: Database, useFactory: () => database }, ...PROVIDERS],
      exports: PROVIDERS.map(({ provide }) => provide),
    };
  }

  /**
   * The same names with nothing behind them but what is given: for documents, and for tests that need no database.
   *
   * @param given stand-ins by the class that they stand for
   */
  static standIns(given: ReadonlyMap<unknown, object> = new Map()): DynamicModule {
    const providers = PROVIDERS.map(({ provide }) => ({ provide, useValue: given.get(provide) ?? {} }));
    return { module: PersistenceModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}
