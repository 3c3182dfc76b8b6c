import { Readable } from 'node:stream';

import { Controller, Get, Inject, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { type CorrectedSentence, CorrectionReader } from '../../persistence/correction-reader.js';
import { ApiLines } from '../document/api-doc.js';
import type { trainingLine } from './correction-schemas.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';

const NDJSON = 'application/x-ndjson; charset=utf-8';

/** What persons have said, for training. */
@ApiTags('corrections')
@Controller('v1/corrections.ndjson')
export class CorrectionsController {
  constructor(@Inject(CorrectionReader) private readonly corrections: CorrectionReader) {}

  @Get()
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiLines('exportCorrections', 'The corrections that count, as a corpus that `npm run train` takes', {
    line: 'TrainingLine',
    description: 'One JSON object a line, in the order in which the sentences were stored',
  })
  async export(): Promise<StreamableFile> {
    const pages = this.corrections.current();
    // Asked before the answer begins: a database that is away is a problem, not an answer that breaks off.
    const first = await pages.next();
    return new StreamableFile(Readable.from(linesOf(first.value ?? [], pages)), { type: NDJSON });
  }
}

async function* linesOf(
  first: readonly CorrectedSentence[],
  pages: AsyncIterable<readonly CorrectedSentence[]>,
): AsyncGenerator<string, void, undefined> {
  yield textOf(first);
  for await (const page of pages) yield textOf(page);
}

const textOf = (page: readonly CorrectedSentence[]): string =>
  page.map((row) => `${JSON.stringify(lineOf(row))}\n`).join('');

const lineOf = ({ id, text, label }: CorrectedSentence): z.input<typeof trainingLine> => ({
  id,
  text,
  label: label as z.input<typeof trainingLine>['label'],
  alt: null,
  none: false,
});
