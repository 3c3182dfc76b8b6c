import { Readable } from 'node:stream';

import { Controller, Get, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import type { ExportRow } from '../../domain/export-columns.js';
import type { ExportEncoder } from '../../export/export-encoder.js';
import { EXPORT_FORMATS, type ExportEnding } from '../../export/formats.js';
import { SentenceExportReader } from '../../persistence/sentence-export-reader.js';
import { ApiFile } from '../document/api-doc.js';
import type { HttpReply } from '../http/http.js';
import { ProblemError } from '../http/problem.js';
import { filterIn, filterParameters } from '../filter-parameters.js';
import { orTooBroad } from '../too-broad.js';

const exportQuery = z.strictObject(filterParameters);
type ExportQuery = z.output<typeof exportQuery>;

/** The trailer that says how many sentences were sent: a file that broke off has none. */
const ROW_COUNT = 'row-count';

/** Each holds a connection for as long as its client takes to read. */
const MAX_AT_ONCE = 3;
const RETRY_AFTER_SECONDS = '10';

/** Sentences as files, whole. */
@ApiTags('sentences')
@Controller('v1/exports')
export class ExportsController {
  private running = 0;

  constructor(@Inject(SentenceExportReader) private readonly sentences: SentenceExportReader) {}

  @Get('sentences.ndjson')
  @Needs('read')
  @ApiFile('exportSentencesAsNdjson', 'Sentences as lines of JSON', 'ndjson')
  asNdjson(
    @Query({ schema: exportQuery }) filter: ExportQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile> {
    return this.export('ndjson', filter, reply);
  }

  @Get('sentences.csv')
  @Needs('read')
  @ApiFile('exportSentencesAsCsv', 'Sentences as comma-separated values', 'csv')
  asCsv(
    @Query({ schema: exportQuery }) filter: ExportQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile> {
    return this.export('csv', filter, reply);
  }

  @Get('sentences.parquet')
  @Needs('read')
  @ApiFile('exportSentencesAsParquet', 'Sentences as Apache Parquet', 'parquet')
  asParquet(
    @Query({ schema: exportQuery }) filter: ExportQuery,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile> {
    return this.export('parquet', filter, reply);
  }

  private async export(ending: ExportEnding, parameters: ExportQuery, reply: HttpReply): Promise<StreamableFile> {
    const filter = filterIn(parameters);
    if (this.running >= MAX_AT_ONCE) {
      const detail = `${MAX_AT_ONCE} exports are under way. Try again when one has ended.`;
      throw new ProblemError('unavailable', detail, [], { 'retry-after': RETRY_AFTER_SECONDS });
    }
    this.running++;
    const pages = this.sentences.rows(filter);
    const ended = (): void => void this.running--;
    // Asked before the answer begins: a database that is away is a problem, not an answer that breaks off.
    const first = await orTooBroad({ filter }, () => pages.next()).catch((error: unknown) => {
      ended();
      throw error;
    });
    const sent = { rows: 0 };
    reply.trailer(ROW_COUNT, async () => String(sent.rows));
    const { contentType, encoder } = EXPORT_FORMATS[ending];
    const file = Readable.from(fileOf(encoder(), first, pages, sent), { objectMode: false });
    // Also where the client goes away before its first byte, and the generator has not begun.
    file.once('close', () => void pages.return().finally(ended));
    return new StreamableFile(file, { type: contentType, disposition: `attachment; filename="sentences.${ending}"` });
  }
}

async function* fileOf(
  encoder: ExportEncoder,
  first: IteratorResult<readonly ExportRow[], void>,
  pages: AsyncIterator<readonly ExportRow[], void>,
  sent: { rows: number },
): AsyncGenerator<string | Uint8Array, void, undefined> {
  yield encoder.begin();
  for (let page = first; page.done !== true; page = await pages.next()) {
    sent.rows += page.value.length;
    const piece = encoder.encode(page.value);
    if (piece.length > 0) yield piece;
  }
  yield encoder.end();
}
