import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { RecordPosition } from '@sitrep/contracts';
import type { z } from 'zod';

import type { Caller } from '../../access/caller.js';
import { Needs, WhoCalls } from '../../access/needs.decorator.js';
import { speakerOf } from '../../access/speaker.js';
import { fateOf } from '../../domain/dead-letter-fate.js';
import { MAX_ATTEMPTS } from '../../domain/dead-letter-work.js';
import { PostgresDeadLetterDesk } from '../../persistence/dead-letter-desk.js';
import { DeadLetterReader, type KeptRecord } from '../../persistence/dead-letter-reader.js';
import type { DeadLetterDesk, LetterResult } from '../../ports.js';
import { ApiBytes, ApiRoute } from '../document/api-doc.js';
import { type DeadLetterDetail, deadLetterSchema, fateSchema } from '../../answers/dead-letter-answers.js';
import { discardBody, dryRunBody, letterPath, replayBody } from './dead-letter-schemas.js';
import { ProblemError } from '../http/problem.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';
import { REPLAY_SENDER, type ReplaySending } from './replay-sending.js';

const ANSWER = { schema: deadLetterSchema, description: 'The letter as it is now' };
const WRITING = ['forbidden', 'not-found', 'too-large', 'unsupported-media-type'] as const;

/** One record that could not be taken, and what a person does about it. */
@ApiTags('dead letters')
@Controller('v1/dead-letters/:topic/:partition/:offset')
@UseGuards(RefuseQuery)
export class DeadLetterController {
  constructor(
    @Inject(DeadLetterReader) private readonly letters: DeadLetterReader,
    @Inject(PostgresDeadLetterDesk) private readonly desk: DeadLetterDesk,
    @Inject(REPLAY_SENDER) private readonly sender: ReplaySending,
  ) {}

  @Get()
  @Needs('read')
  @ApiRoute('getDeadLetter', 'One dead letter: its bytes, why it is here, and what was done about it', ANSWER, [
    'not-found',
  ])
  async one(@Param({ schema: letterPath }) position: z.output<typeof letterPath>): Promise<DeadLetterDetail> {
    const letter = await this.letters.one(position);
    if (letter === undefined) throw notFound();
    return letter;
  }

  @Get('value')
  @Needs('read')
  @Header('content-disposition', 'attachment')
  @ApiBytes('getDeadLetterValue', 'The value of a dead letter, byte by byte')
  async value(@Param({ schema: letterPath }) position: z.output<typeof letterPath>): Promise<StreamableFile> {
    const { value } = await this.recordOf(position);
    if (value === null) throw new ProblemError('not-found', 'The value of this record is null.');
    return new StreamableFile(value, { type: 'application/octet-stream', length: value.byteLength });
  }

  @Post('dry-run')
  @Needs('admin')
  @HttpCode(200)
  @ApiRoute(
    'tryDeadLetter',
    'What would become of it now, as it is or edited; nothing is sent',
    { schema: fateSchema, description: 'What its stage would decide' },
    WRITING,
  )
  async dryRun(
    @Param({ schema: letterPath }) position: z.output<typeof letterPath>,
    @Body({ schema: dryRunBody }) body: z.output<typeof dryRunBody>,
  ): Promise<z.output<typeof fateSchema>> {
    const { key, value, headers } = await this.recordOf(position);
    const fate = await fateOf(position.topic, {
      key,
      value: editOf(body) ?? value,
      headers: new Map(headers.toReversed().map(({ name, base64 }) => [name, Buffer.from(base64, 'base64')])),
      headerCount: headers.length,
    });
    return fate as z.output<typeof fateSchema>;
  }

  @Post('replay')
  @Needs('admin')
  @HttpCode(202)
  @ApiRoute(
    'replayDeadLetter',
    'It is sent again, as it is or edited, to its topic and under its key',
    {
      ...ANSWER,
      status: 202,
    },
    [...WRITING, 'wrong-state'],
  )
  async replay(
    @Param({ schema: letterPath }) position: z.output<typeof letterPath>,
    @Body({ schema: replayBody }) { by, reason, ...edit }: z.output<typeof replayBody>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<DeadLetterDetail> {
    refuse(await this.desk.replay(position, editOf(edit), { by: speakerOf(by, caller), reason }));
    await this.sender.send();
    return this.one(position);
  }

  @Post('discard')
  @Needs('admin')
  @HttpCode(200)
  @ApiRoute('discardDeadLetter', 'It is let go, with a reason; its bytes are kept', ANSWER, [...WRITING, 'wrong-state'])
  async discard(
    @Param({ schema: letterPath }) position: z.output<typeof letterPath>,
    @Body({ schema: discardBody }) { by, reason }: z.output<typeof discardBody>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<DeadLetterDetail> {
    refuse(await this.desk.discard(position, { by: speakerOf(by, caller), reason }));
    return this.one(position);
  }

  private async recordOf(position: RecordPosition): Promise<KeptRecord> {
    const record = await this.letters.record(position);
    if (record === undefined) throw notFound();
    return record;
  }
}

const notFound = (): ProblemError => new ProblemError('not-found', 'There is no such dead letter.');

const REFUSALS: Readonly<Record<Exclude<LetterResult, 'done' | 'no-letter'>, string>> = {
  'not-open': 'The letter is not open: it was sent again or discarded. Its acts say by whom.',
  'too-many-attempts': `It was sent ${MAX_ATTEMPTS} times. Feed the record anew, or discard the letter.`,
  'nothing-to-send': 'The bytes are on the dead-letter topic only. Give an edited value, or feed the record anew.',
  'no-stage': 'No stage takes records of this topic. Discard the letter.',
};

function refuse(result: LetterResult): void {
  if (result === 'done') return;
  if (result === 'no-letter') throw notFound();
  throw new ProblemError('wrong-state', REFUSALS[result]);
}

function editOf({ text, base64 }: z.output<typeof dryRunBody>): Buffer | undefined {
  if (text !== undefined) return Buffer.from(text);
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}
