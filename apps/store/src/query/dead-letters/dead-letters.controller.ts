import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import type { Caller } from '../../access/caller.js';
import { Needs, WhoCalls } from '../../access/needs.decorator.js';
import { speakerOf } from '../../access/speaker.js';
import type { DeadLetterFilter } from '../../domain/dead-letter-work.js';
import { PostgresDeadLetterDesk } from '../../persistence/dead-letter-desk.js';
import { DeadLetterReader } from '../../persistence/dead-letter-reader.js';
import type { BulkResult, DeadLetterDesk } from '../../ports.js';
import { ApiRoute } from '../document/api-doc.js';
import { CursorSigner, listName } from '../cursor.js';
import { bulkBody, deadLettersQuery, groupsQuery } from './dead-letter-schemas.js';
import {
  bulkSchema,
  type DeadLetterGroups,
  type DeadLetterItem,
  deadLetterPageSchema,
  groupsSchema,
} from '../../answers/dead-letter-answers.js';
import type { HttpReply } from '../http/http.js';
import { linkNext, pageOf } from '../page-links.js';
import { ProblemError, type ProblemKind } from '../http/problem.js';
import { REPLAY_SENDER, type ReplaySending } from './replay-sending.js';
import type { Page } from '../schemas.js';

const PATH = '/v1/dead-letters';
const place = z.tuple([z.string(), z.string(), z.number(), z.string()]);
const BULK = { schema: bulkSchema, description: 'How many there are, and to how many it was done' };
const ACTING: readonly ProblemKind[] = ['forbidden', 'wrong-state', 'too-large', 'unsupported-media-type'];

/** Records that could not be taken, as work: what there is, and acts on many. */
@ApiTags('dead letters')
@Controller('v1/dead-letters')
export class DeadLettersController {
  constructor(
    @Inject(DeadLetterReader) private readonly letters: DeadLetterReader,
    @Inject(PostgresDeadLetterDesk) private readonly desk: DeadLetterDesk,
    @Inject(REPLAY_SENDER) private readonly sender: ReplaySending,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Get()
  @Needs('read')
  @ApiRoute('listDeadLetters', 'Records that could not be taken, those that came last first', {
    schema: deadLetterPageSchema,
    description: 'A page of dead letters',
    isPage: true,
  })
  async list(
    @Query({ schema: deadLettersQuery }) { limit, cursor, ...filter }: z.output<typeof deadLettersQuery>,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<Page<DeadLetterItem>> {
    const list = listName(PATH, filter);
    const after = cursor === undefined ? undefined : place.parse(this.cursors.read(list, cursor));
    const found = await this.letters.page({ filter, limit: limit + 1, after });
    const page = pageOf(
      found,
      limit,
      ({ letter }) => letter,
      (last) => this.cursors.sign(list, [...last.place]),
    );
    linkNext(reply, PATH, { ...filter, limit }, page.next);
    return page;
  }

  @Get('groups')
  @Needs('read')
  @ApiRoute('countDeadLetters', 'How many dead letters there are, by reason and day', {
    schema: groupsSchema,
    description: 'A row for each reason, those with most to do first',
  })
  groups(
    @Query({ schema: groupsQuery }) { days, zone, ...filter }: z.output<typeof groupsQuery>,
  ): Promise<DeadLetterGroups> {
    return this.letters.groups(filter, days, zone);
  }

  @Post('replay')
  @Needs('admin')
  @HttpCode(200)
  @ApiRoute('replayDeadLetters', 'Many dead letters are sent again as they are; counted first', BULK, ACTING)
  async replay(
    @Body({ schema: bulkBody }) { filter, expect, ...say }: z.output<typeof bulkBody>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<z.output<typeof bulkSchema>> {
    const request = { filter: filter satisfies DeadLetterFilter, expect };
    const result = await this.desk.replayAll(request, { ...say, by: speakerOf(say.by, caller) });
    if (result.kind === 'done') void this.sender.send();
    return answerOf(result);
  }

  @Post('discard')
  @Needs('admin')
  @HttpCode(200)
  @ApiRoute('discardDeadLetters', 'Many dead letters are let go; counted first', BULK, ACTING)
  async discard(
    @Body({ schema: bulkBody }) { filter, expect, ...say }: z.output<typeof bulkBody>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<z.output<typeof bulkSchema>> {
    return answerOf(await this.desk.discardAll({ filter, expect }, { ...say, by: speakerOf(say.by, caller) }));
  }
}

function answerOf({ kind, matching, affected }: BulkResult): z.output<typeof bulkSchema> {
  if (kind === 'changed') {
    throw new ProblemError('wrong-state', `There are ${matching} such letters now. Nothing was done; look again.`);
  }
  return { done: kind === 'done', matching, affected };
}
