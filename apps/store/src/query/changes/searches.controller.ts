import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { queryOf } from '../../domain/sentence-filter.js';
import { PostgresSearchRepository } from '../../persistence/search.repository.js';
import type { SearchContent, SearchRepository } from '../../searches/saved-search.js';
import { ApiRoute } from '../document/api-doc.js';
import { CursorSigner, listName } from '../cursor.js';
import { parseFilter } from '../filter-parameters.js';
import type { HttpReply } from '../http/http.js';
import { linkNext, pageOf } from '../page-links.js';
import { ProblemError } from '../http/problem.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';
import {
  alertPageSchema,
  alertsQuery,
  renderAlert,
  renderSearch,
  savedSearchesSchema,
  savedSearchSchema,
  searchBody,
  searchPath,
} from './search-schemas.js';

const MOST = 200;
const ALERTS = '/v1/alerts';
const place = z.tuple([z.string()]);
const ANSWER = { schema: savedSearchSchema, description: 'The search' };
const WRITING = ['forbidden', 'too-large', 'unsupported-media-type'] as const;
type Search = z.output<typeof savedSearchSchema>;
type Path = z.output<typeof searchPath>;

/** Filters that are kept under a name, and the alarms that they give. */
@ApiTags('changes')
@Controller('v1')
export class SearchesController {
  constructor(
    @Inject(PostgresSearchRepository) private readonly searches: SearchRepository,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Post('searches')
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute('createSearch', 'Keeps a filter under a name, and when it gives alarm', { ...ANSWER, status: 201 }, [
    ...WRITING,
    'conflict',
  ])
  async create(@Body({ schema: searchBody }) body: z.output<typeof searchBody>): Promise<Search> {
    if ((await this.searches.all()).length >= MOST) {
      throw new ProblemError('conflict', `There are ${MOST} saved searches, and no more may be. Delete one first.`);
    }
    return renderSearch(await this.searches.add(contentOf(body)));
  }

  @Get('searches')
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute('listSearches', 'All saved searches', { schema: savedSearchesSchema, description: 'The oldest first' })
  async list(): Promise<z.output<typeof savedSearchesSchema>> {
    return { items: (await this.searches.all()).map(renderSearch) };
  }

  @Get('searches/:id')
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute('getSearch', 'One saved search', ANSWER, ['not-found'])
  async one(@Param({ schema: searchPath }) { id }: Path): Promise<Search> {
    return renderSearch(known(await this.searches.one(id)));
  }

  @Put('searches/:id')
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute('changeSearch', 'Changes a saved search; its alarms are over', ANSWER, [...WRITING, 'not-found'])
  async change(
    @Param({ schema: searchPath }) { id }: Path,
    @Body({ schema: searchBody }) body: z.output<typeof searchBody>,
  ): Promise<Search> {
    return renderSearch(known(await this.searches.change(id, contentOf(body))));
  }

  @Delete('searches/:id')
  @HttpCode(204)
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute('deleteSearch', 'Forgets a saved search and its alarms', { description: 'It is gone', status: 204 }, [
    'forbidden',
    'not-found',
  ])
  async remove(@Param({ schema: searchPath }) { id }: Path): Promise<void> {
    if (!(await this.searches.remove(id))) throw notFound();
  }

  @Get('alerts')
  @Needs('read')
  @ApiRoute('listAlerts', 'Alarms that saved searches gave, the latest first', {
    schema: alertPageSchema,
    description: 'A page of alarms',
    isPage: true,
  })
  async alerts(
    @Query({ schema: alertsQuery }) { open, limit, cursor }: z.output<typeof alertsQuery>,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.output<typeof alertPageSchema>> {
    const list = listName(ALERTS, { open });
    const [before] = cursor === undefined ? [] : place.parse(this.cursors.read(list, cursor));
    const found = await this.searches.alerts(limit + 1, before, open);
    const page = pageOf(found, limit, renderAlert, (last) => this.cursors.sign(list, [last.id]));
    linkNext(reply, ALERTS, { open, limit }, page.next);
    return { items: [...page.items], ...(page.next !== undefined && { next: page.next }) };
  }
}

const contentOf = ({ name, filter, rules }: z.output<typeof searchBody>): SearchContent => ({
  name,
  filter: queryOf(parseFilter(filter)),
  rules,
});

const notFound = (): ProblemError => new ProblemError('not-found', 'No such search is known.');

function known<Found>(found: Found | undefined): Found {
  if (found === undefined) throw notFound();
  return found;
}
