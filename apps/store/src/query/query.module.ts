import { randomBytes } from 'node:crypto';

import { type DynamicModule, Module } from '@nestjs/common';

import { ArticlesController } from './articles.controller.js';
import { CorrectionsController } from './corrections.controller.js';
import { CursorSigner } from './cursor.js';
import { LedgerController } from './ledger.controller.js';
import { SentenceController } from './sentence.controller.js';
import { SentencesController } from './sentences.controller.js';

const SECRET_BYTES = 32;

/** Everything that answers. */
export const CONTROLLERS = [
  ArticlesController,
  SentencesController,
  SentenceController,
  CorrectionsController,
  LedgerController,
];

/** The API. Takes its readers from the module that is given. */
@Module({})
export class QueryModule {
  /** @param cursorSecret signs cursors; left out, one is made that ends with the process */
  static of(readers: DynamicModule, cursorSecret: string | undefined): DynamicModule {
    return {
      module: QueryModule,
      imports: [readers],
      controllers: CONTROLLERS,
      providers: [
        { provide: CursorSigner, useFactory: () => new CursorSigner(cursorSecret ?? randomBytes(SECRET_BYTES)) },
      ],
    };
  }
}
