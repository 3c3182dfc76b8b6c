import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../access/needs.decorator.js';
import { SentenceReader } from '../persistence/sentence-reader.js';
import { ApiRoute } from './api-doc.js';
import { CursorSigner, listName } from './cursor.js';
import type { HttpReply } from './http.js';
import { linkNext, pageOf } from './page-links.js';
import { type Page, type Sentence, sentencePageSchema, sentencesQuery } from './schemas.js';

const PATH = '/v1/sentences';
const place = z.tuple([z.string()]);

/** Sentences over all articles. */
@ApiTags('sentences')
@Controller('v1/sentences')
export class SentencesController {
  constructor(
    @Inject(SentenceReader) private readonly sentences: SentenceReader,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Get()
  @Needs('read')
  @ApiRoute('listSentences', 'Sentences of current articles, those stored last first', {
    schema: sentencePageSchema,
    description: 'A page of sentences',
    isPage: true,
  })
  async list(
    @Query({ schema: sentencesQuery }) { limit, cursor, ...filter }: z.output<typeof sentencesQuery>,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<Page<Sentence>> {
    const list = listName(PATH, filter);
    const [before] = cursor === undefined ? [] : place.parse(this.cursors.read(list, cursor));
    const found = await this.sentences.page({ ...filter, limit: limit + 1, before });
    const page = pageOf(
      found,
      limit,
      ({ sentence }) => sentence,
      (last) => this.cursors.sign(list, [last.position]),
    );
    linkNext(reply, PATH, { ...filter, limit }, page.next);
    return page;
  }
}
