import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { ChangeHub } from '../../changes/change-hub.js';
import type { ChangeSource } from '../../changes/change-source.js';
import { ChangeStreams } from '../../changes/change-streams.js';
import { type FeedPosition, formatPosition, parsePosition } from '../../domain/feed-position.js';
import type { SentenceFilter } from '../../domain/sentence-filter.js';
import { ChangeReader } from '../../persistence/change-reader.js';
import { ApiEvents, ApiRoute } from '../document/api-doc.js';
import { changePageSchema, changesQuery, renderChange, streamQuery } from './change-schemas.js';
import { filterIn } from '../filter-parameters.js';
import type { HttpReply } from '../http/http.js';
import { invalidParameter, ProblemError } from '../http/problem.js';

const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** What happens to sentences, in the order in which it was committed: as pages, and as it happens. */
@ApiTags('changes')
@Controller('v1')
export class ChangesController {
  constructor(
    @Inject(ChangeReader) private readonly changes: ChangeSource,
    @Inject(ChangeHub) private readonly hub: ChangeHub,
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
  ) {}

  @Get('changes')
  @Needs('read')
  @ApiRoute(
    'listChanges',
    'What happened to sentences, in the order of the commits: nothing is ever put in before a position',
    { schema: changePageSchema, description: 'A part of the feed' },
    ['position-gone'],
  )
  async list(
    @Query({ schema: changesQuery }) asked: z.output<typeof changesQuery>,
  ): Promise<z.output<typeof changePageSchema>> {
    const { after, limit, ...parameters } = asked;
    const filter = filterOf(parameters);
    if (after === 'latest') {
      return { items: [], next: formatPosition(await this.changes.latest()), caughtUp: true };
    }
    const from = after ?? (await this.changes.earliest());
    const { changes, next, caughtUp } = await this.changes.page({ after: from, limit, filter });
    return { items: changes.map(renderChange), next: formatPosition(next), caughtUp };
  }

  @Get('stream')
  @Needs('read')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Where to go on from; browsers send it by themselves when they connect again',
    schema: { type: 'string' },
  })
  @ApiEvents(
    'streamChanges',
    'The same as it happens: server-sent events, resumed by `Last-Event-ID` or `after`',
    {
      event: 'StreamEvent',
      description:
        'Events `change`, whose id is their position and whose data is a Change. A comment and an id at least every 15 s. At most four writes a second. The event `gone` before the end: the position was forgotten meanwhile.',
    },
    ['position-gone'],
  )
  async stream(
    @Query({ schema: streamQuery }) asked: z.output<typeof streamQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const { after, ...parameters } = asked;
    const filter = filterOf(parameters);
    if (this.streams.isFull) {
      throw new ProblemError(
        'unavailable',
        'There are as many streams as there may be. Take /v1/changes, or come back.',
        [],
        {
          'retry-after': '10',
        },
      );
    }
    const from = positionOf(lastEventId) ?? after ?? (await this.changes.latest());
    // Asked before the answer begins: a position that is gone is a problem, not a stream that ends.
    await this.changes.page({ after: from, limit: 1 });
    reply.hijack();
    reply.raw.writeHead(200, {
      ...reply.getHeaders(),
      'content-type': EVENT_STREAM,
      'cache-control': 'no-store',
      // A connection that outlives its stream would hold up the end of the store.
      connection: 'close',
      // Proxies that gather before they pass on would gather for ever.
      'x-accel-buffering': 'no',
    });
    this.streams.serve(this.hub.follow(from, filter), reply.raw);
  }
}

/** Undefined where nothing is filtered: superseded texts are told of, too. */
function filterOf(parameters: SentenceFilter): SentenceFilter | undefined {
  const filter = filterIn(parameters);
  return Object.keys(filter).length === 0 ? undefined : filter;
}

function positionOf(lastEventId: string | undefined): FeedPosition | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined;
  const position = parsePosition(lastEventId);
  if (position === undefined) throw invalidParameter('Last-Event-ID', 'is not a position that this feed gave');
  return position;
}
