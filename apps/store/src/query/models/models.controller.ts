import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { loadModelCard } from '@sitrep/labels';
import { z } from 'zod';

import type { Caller } from '../../access/caller.js';
import { Needs, WhoCalls } from '../../access/needs.decorator.js';
import { speakerOf } from '../../access/speaker.js';
import type { ModelAct } from '../../domain/model-act.js';
import { PostgresModelRepository } from '../../persistence/model.repository.js';
import { ModelReader } from '../../persistence/model-reader.js';
import type { ModelRepository } from '../../ports.js';
import { ApiRoute } from '../document/api-doc.js';
import { CursorSigner, listName } from '../cursor.js';
import type { HttpReply } from '../http/http.js';
import { compareQuery, modelActBody, modelPath, unlabelledQuery } from './model-schemas.js';
import {
  type Comparison,
  comparisonSchema,
  type Models,
  modelsSchema,
  type Unlabelled,
  unlabelledSchema,
} from '../../answers/model-answers.js';
import { linkNext } from '../page-links.js';
import { cardOf } from './model-card.js';
import { invalidParameter, ProblemError } from '../http/problem.js';
import { type ModelCard, modelCardSchema } from './quality-schemas.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';

const PATH = '/v1/models';
const ANSWER = { schema: modelsSchema, description: 'All models as they stand now' };
const DECISION_PROBLEMS = ['forbidden', 'not-found', 'too-large', 'unsupported-media-type'] as const;
/** The card of the model of this repository. */
const CARD = cardOf(loadModelCard());
const place = z.tuple([z.guid()]);

/** Models: which there are, which counts, and how they differ. */
@ApiTags('models')
@Controller('v1/models')
export class ModelsController {
  constructor(
    @Inject(ModelReader) private readonly models: ModelReader,
    @Inject(PostgresModelRepository) private readonly decisions: ModelRepository,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Get()
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute('listModels', 'The models whose labels are stored, and which of them counts', ANSWER)
  list(): Promise<Models> {
    return this.models.all();
  }

  @Get('compare')
  @Needs('read')
  @ApiRoute(
    'compareModels',
    'What one model says against what another says of the same sentences, with examples',
    { schema: comparisonSchema, description: 'The differences' },
    ['not-found'],
  )
  async compare(
    @Query({ schema: compareQuery }) { a, b, examples }: z.output<typeof compareQuery>,
  ): Promise<Comparison> {
    if (a === b) throw invalidParameter('b', 'is the same model as a');
    await Promise.all([this.mustBeKnown(a), this.mustBeKnown(b)]);
    return this.models.compare(a, b, examples);
  }

  @Get(':version/unlabelled')
  @Needs('read')
  @ApiRoute('listUnlabelled', 'Sentences that a model has not labelled, in the order of their ids', {
    schema: unlabelledSchema,
    description: 'Those among the next sentences that were looked at',
    isPage: true,
  })
  async unlabelled(
    @Param({ schema: modelPath }) { version }: z.output<typeof modelPath>,
    @Query({ schema: unlabelledQuery }) { limit, cursor }: z.output<typeof unlabelledQuery>,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<Unlabelled> {
    const path = `${PATH}/${encodeURIComponent(version)}/unlabelled`;
    const list = listName(path, {});
    const [after] = cursor === undefined ? [] : place.parse(this.cursors.read(list, cursor));
    const { last, ...page } = await this.models.unlabelled(version, limit, after);
    const next = last === undefined ? undefined : this.cursors.sign(list, [last]);
    linkNext(reply, path, { limit }, next);
    return { ...page, ...(next !== undefined && { next }) };
  }

  @Get(':version/card')
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'getModelCard',
    'What was measured when the model was trained; of the model that this version came with',
    { schema: modelCardSchema, description: 'Its scores and its calibration' },
    ['not-found'],
  )
  card(@Param({ schema: modelPath }) { version }: z.output<typeof modelPath>): ModelCard {
    if (CARD?.modelVersion !== version) throw new ProblemError('not-found', `There is no card of a model ${version}.`);
    return CARD;
  }

  @Post(':version/promote')
  @Needs('admin')
  @HttpCode(200)
  @UseGuards(RefuseQuery)
  @ApiRoute('promoteModel', 'Its labels count, except where a person has spoken', ANSWER, DECISION_PROBLEMS)
  promote(
    @Param({ schema: modelPath }) { version }: z.output<typeof modelPath>,
    @Body({ schema: modelActBody }) said: z.output<typeof modelActBody>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<Models> {
    return this.decide(version, 'promote', said, caller);
  }

  @Post(':version/drop')
  @Needs('admin')
  @HttpCode(200)
  @UseGuards(RefuseQuery)
  @ApiRoute('dropModel', 'Its labels count only where nothing else was said', ANSWER, DECISION_PROBLEMS)
  drop(
    @Param({ schema: modelPath }) { version }: z.output<typeof modelPath>,
    @Body({ schema: modelActBody }) said: z.output<typeof modelActBody>,
    @WhoCalls() caller: Caller | undefined,
  ): Promise<Models> {
    return this.decide(version, 'drop', said, caller);
  }

  private async decide(
    version: string,
    act: ModelAct['act'],
    { by, reason }: z.output<typeof modelActBody>,
    caller: Caller | undefined,
  ): Promise<Models> {
    const decision = { version, act, by: speakerOf(by, caller, { pointer: '/by' }), reason };
    if ((await this.decisions.decide(decision)) === 'no-model') throw noModel(version);
    return this.models.all();
  }

  private async mustBeKnown(version: string): Promise<void> {
    if (!(await this.models.isKnown(version))) throw noModel(version);
  }
}

const noModel = (version: string): ProblemError =>
  new ProblemError('not-found', `No label of a model ${version} is stored.`);
