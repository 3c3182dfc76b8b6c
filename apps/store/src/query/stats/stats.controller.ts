import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { earlierWindows } from '../../domain/change.js';
import { clockOf, DEFAULT_CLOCK, type SentenceFilter } from '../../domain/sentence-filter.js';
import { reviewOf, totalOf } from '../../domain/tallies.js';
import { tellingTerms } from '../../domain/telling-terms.js';
import { bucketEdges, DAY_MS, MAX_BUCKETS, QUARTER_MS, type Span } from '../../domain/time-buckets.js';
import { timelineOf } from '../../domain/timeline.js';
import { CountReader } from '../../persistence/count-reader.js';
import { FacetReader } from '../../persistence/facet-reader.js';
import { SourceReader } from '../../persistence/source-reader.js';
import { TermReader } from '../../persistence/term-reader.js';
import { TimelineNotesReader } from '../../persistence/timeline-notes-reader.js';
import { ApiRoute } from '../document/api-doc.js';
import { CursorSigner, listName } from '../cursor.js';
import { filterIn } from '../filter-parameters.js';
import type { HttpReply } from '../http/http.js';
import { linkNext, pageOf } from '../page-links.js';
import { invalidParameter } from '../http/problem.js';
import { bucketItem, countsOf, instantOf, labelItems, sourceItem } from './stats-answers.js';
import {
  facetsSchema,
  labelStatsSchema,
  sourcesQuery,
  sourceStatsSchema,
  statsQuery,
  termsQuery,
  termStatsSchema,
  timelineQuery,
  timelineSchema,
} from './stats-schemas.js';
import { orTooBroad } from '../too-broad.js';

const SOURCES_PATH = '/v1/stats/sources';
const place = z.tuple([z.number(), z.string()]);
const WINDOWS = 52;
/** What a timeline shows when no range is asked for. */
const DAYS_SHOWN = { hour: 3, day: 90, week: 364 } as const;
const SAMPLE = 2_000;
const OTHERS_SAMPLE = 5_000;

type Asked<Schema extends z.ZodType> = z.output<Schema>;

/** Counts over sentences: how many, of what, when, from whom. */
@ApiTags('statistics')
@Controller('v1/stats')
export class StatsController {
  constructor(
    @Inject(CountReader) private readonly counts: CountReader,
    @Inject(TimelineNotesReader) private readonly notes: TimelineNotesReader,
    @Inject(SourceReader) private readonly sources: SourceReader,
    @Inject(TermReader) private readonly terms: TermReader,
    @Inject(FacetReader) private readonly facets: FacetReader,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Get('timeline')
  @Needs('read')
  @ApiRoute(
    'getTimeline',
    'How many sentences there are by hour, day or week of a time zone, each label apart',
    { schema: timelineSchema, description: 'Whole buckets: the range is widened to them' },
    ['too-broad'],
  )
  async timeline(
    @Query({ schema: timelineQuery }) { bucket, tz, ...parameters }: Asked<typeof timelineQuery>,
  ): Promise<Asked<typeof timelineSchema>> {
    const filter = filterIn(parameters);
    const clock = parameters.clock ?? DEFAULT_CLOCK;
    const now = Date.now();
    const edges = edgesOf(spanOf(filter, now, DAYS_SHOWN[bucket]), bucket, tz);
    const [from = 0, to = 0] = [edges[0], edges.at(-1)];
    const [counted, all, reach, notes] = await orTooBroad({ filter }, () =>
      Promise.all([
        this.counts.between(clock, edges, filter),
        hasParts(filter) ? this.counts.between(clock, edges, {}) : undefined,
        this.counts.reach(clock, filter),
        this.notes.of(clock, { from, to }),
      ]),
    );
    const { spans, ...basis } = counted;
    const buckets = timelineOf({ edges, spans, all: all?.spans ?? spans, now, ...notes });
    return {
      ...{ clock, from: instantOf(from), to: instantOf(to), bucket, tz, ...basis },
      first: reach.first === null ? null : instantOf(reach.first),
      last: reach.last === null ? null : instantOf(reach.last),
      untimed: reach.untimed,
      items: buckets.map(bucketItem),
      models: notes.models.map(({ version, at }) => ({ version, at: instantOf(at) })),
    };
  }

  @Get('labels')
  @Needs('read')
  @ApiRoute(
    'getLabelStats',
    'How many sentences have each label, and how that compares with what is usual',
    {
      schema: labelStatsSchema,
      description: 'Of a window; without `from` and `to` of the last 24 hours, to the next quarter of an hour',
    },
    ['too-broad'],
  )
  async labels(
    @Query({ schema: statsQuery }) parameters: Asked<typeof statsQuery>,
  ): Promise<Asked<typeof labelStatsSchema>> {
    const filter = filterIn(parameters);
    const clock = parameters.clock ?? DEFAULT_CLOCK;
    const window = spanOf(filter, Date.now(), 1);
    const { first } = await this.counts.reach(clock, {});
    const earlier = earlierWindows(window, WINDOWS, first ?? window.from);
    const { spans, ...basis } = await orTooBroad({ filter }, () => this.counts.in(clock, [window, ...earlier], filter));
    const [now, ...before] = spans;
    if (now === undefined) throw new RangeError('A window has no counts');
    return { clock, from: instantOf(window.from), to: instantOf(window.to), ...basis, ...labelItems(now, before) };
  }

  @Get('sources')
  @Needs('read')
  @ApiRoute(
    'listSourceStats',
    'What came of each source, when it was heard last, and whether it is silent',
    {
      schema: sourceStatsSchema,
      description:
        'A page of sources, those with the most sentences first. With `basis: rollup` every source is listed, be there none in the window; without `from` and `to` that is the last seven days.',
      isPage: true,
    },
    ['too-broad'],
  )
  async listSources(
    @Query({ schema: sourcesQuery }) { limit, cursor, ...parameters }: Asked<typeof sourcesQuery>,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<Asked<typeof sourceStatsSchema>> {
    const filter = filterIn(parameters);
    const clock = parameters.clock ?? DEFAULT_CLOCK;
    const list = listName(SOURCES_PATH, { ...filter, clock });
    const after = cursor === undefined ? undefined : place.parse(this.cursors.read(list, cursor));
    const now = Date.now();
    const span = spanOf(filter, now, 7);
    const { items: found, ...basis } = await orTooBroad({ filter }, () =>
      this.sources.page({
        ...{ clock, span, filter, limit: limit + 1 },
        after: after && { volume: after[0], source: after[1] },
      }),
    );
    const habits = await this.sources.habits(
      found.map(({ source }) => source),
      now,
    );
    const habitOf = new Map(habits.map((habit) => [habit.source, habit]));
    const page = pageOf(
      found,
      limit,
      (counts) => sourceItem(counts, habitOf.get(counts.source), now),
      ({ volume, source }) => this.cursors.sign(list, [volume, source]),
    );
    linkNext(reply, SOURCES_PATH, { ...parameters, limit }, page.next);
    const { next } = page;
    return {
      ...{ clock, from: instantOf(span.from), to: instantOf(span.to), ...basis, items: [...page.items] },
      ...(next !== undefined && { next }),
    };
  }

  @Get('terms')
  @Needs('read')
  @ApiRoute(
    'getTermStats',
    'The words that tell the sentences of a filter from all others',
    { schema: termStatsSchema, description: 'Of samples: the 2,000 latest sentences of the filter, 5,000 of all' },
    ['too-broad'],
  )
  async listTerms(
    @Query({ schema: termsQuery }) { limit, ...parameters }: Asked<typeof termsQuery>,
  ): Promise<Asked<typeof termStatsSchema>> {
    const filter = filterIn(parameters);
    const { from, to, clock } = filter;
    const [set, others] = await orTooBroad({ filter }, () =>
      Promise.all([
        this.terms.latestTexts(filter, SAMPLE + 1),
        this.terms.latestTexts({ from, to, clock }, OTHERS_SAMPLE + 1),
      ]),
    );
    const sampleOf = (texts: readonly string[], most: number) => ({
      sentences: Math.min(texts.length, most),
      isAll: texts.length <= most,
    });
    return {
      terms: [...tellingTerms(set.slice(0, SAMPLE), others.slice(0, OTHERS_SAMPLE), limit)],
      sample: { filter: sampleOf(set, SAMPLE), others: sampleOf(others, OTHERS_SAMPLE) },
    };
  }

  @Get('facets')
  @Needs('read')
  @ApiRoute(
    'getFacets',
    'How many sentences of a filter have which label, source and language',
    { schema: facetsSchema, description: 'Counts by property; all of the filter applies to each' },
    ['too-broad'],
  )
  async listFacets(
    @Query({ schema: statsQuery }) parameters: Asked<typeof statsQuery>,
  ): Promise<Asked<typeof facetsSchema>> {
    const filter = filterIn(parameters);
    const { tallies, sources, languages, ...basis } = await orTooBroad({ filter }, () => this.facets.of(filter));
    const [total, review] = [totalOf(tallies), reviewOf(tallies)];
    const named = (values: typeof sources) =>
      values.map(({ value, number }) => ({ value: value === '' ? null : value, count: number }));
    return {
      ...{ clock: clockOf(filter) ?? DEFAULT_CLOCK, ...basis, total, labels: countsOf(tallies) },
      needsReview: { true: review, false: total - review },
      sources: named(sources),
      languages: named(languages),
    };
  }
}

/** The range that a filter asks for; what is left open of it ends with the present quarter of an hour, or is so long. */
function spanOf({ from, to }: SentenceFilter, now: number, days: number): Span {
  const until = to === undefined ? Math.ceil((now + 1) / QUARTER_MS) * QUARTER_MS : Date.parse(to);
  const since = from === undefined ? until - days * DAY_MS : Date.parse(from);
  if (since >= until) throw invalidParameter('from', 'is not before to, which is now where it is left out');
  return { from: since, to: until };
}

/** Whether a filter asks for more than a time. */
const hasParts = ({ from: _from, to: _to, clock: _clock, ...parts }: SentenceFilter): boolean =>
  Object.values(parts).some((part) => part !== undefined);

function edgesOf(span: Span, size: keyof typeof DAYS_SHOWN, zone: string): readonly number[] {
  try {
    return bucketEdges({ ...span, size, zone });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidParameter('bucket', `gives more than ${MAX_BUCKETS} buckets between from and to: take a longer one`);
  }
}
