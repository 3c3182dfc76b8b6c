import { Body, Controller, Delete, Get, Inject, Param, Put, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';

import type { Caller } from '../../access/caller.js';
import { Needs, WhoCalls } from '../../access/needs.decorator.js';
import { speakerOf } from '../../access/speaker.js';
import type { Correction } from '../../domain/correction.js';
import { PostgresCorrectionRepository } from '../../persistence/correction.repository.js';
import { SentenceDetailReader } from '../../persistence/sentence-detail-reader.js';
import type { CorrectionRepository } from '../../ports.js';
import { ApiRoute } from '../document/api-doc.js';
import { correctionBody, sentencePath, undoQuery } from './correction-schemas.js';
import { type SentenceDetail, sentenceDetailSchema } from '../../answers/sentence-answers.js';
import { ProblemError } from '../http/problem.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';

const ANSWER = { schema: sentenceDetailSchema, description: 'The sentence as it reads now' };

/** One sentence, and what a person says of it. */
@ApiTags('sentences')
@Controller('v1/sentences/:id')
export class SentenceController {
  constructor(
    @Inject(SentenceDetailReader) private readonly sentences: SentenceDetailReader,
    @Inject(PostgresCorrectionRepository) private readonly corrections: CorrectionRepository,
  ) {}

  @Get()
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute('getSentence', 'One sentence: what every model and every person says of it', ANSWER, ['not-found'])
  async one(@Param({ schema: sentencePath }) { id }: z.output<typeof sentencePath>): Promise<SentenceDetail> {
    const sentence = await this.sentences.one(id);
    if (sentence === undefined) throw new ProblemError('not-found', 'No such sentence is known.');
    return sentence;
  }

  @Put('label')
  @Needs('correct')
  @UseGuards(RefuseQuery)
  @ApiRoute('correctLabel', 'A person’s label: it outranks every model, for ever', ANSWER, [
    'forbidden',
    'not-found',
    'too-large',
    'unsupported-media-type',
  ])
  async correct(
    @Param({ schema: sentencePath }) { id }: z.output<typeof sentencePath>,
    @Body({ schema: correctionBody }) { label, by, reason }: z.output<typeof correctionBody>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<SentenceDetail> {
    return this.save({ sentenceId: id, label, by: speakerOf(by, caller), reason });
  }

  @Delete('label')
  @Needs('correct')
  @ApiRoute('undoCorrection', 'A person’s label is taken back, and the models’ count again', ANSWER, [
    'forbidden',
    'not-found',
  ])
  async undo(
    @Param({ schema: sentencePath }) { id }: z.output<typeof sentencePath>,
    @Query({ schema: undoQuery }) { by, reason }: z.output<typeof undoQuery>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<SentenceDetail> {
    return this.save({ sentenceId: id, label: null, by: speakerOf(by, caller, { parameter: 'by' }), reason });
  }

  private async save(correction: Correction): Promise<SentenceDetail> {
    const result = await this.corrections.save(correction);
    if (result === 'no-correction') throw new ProblemError('not-found', 'No person’s label counts for this sentence.');
    return this.one({ id: correction.sentenceId });
  }
}
