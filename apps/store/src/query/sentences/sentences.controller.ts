import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { clockOf } from '../../domain/sentence-filter.js';
import { orderOf } from '../../domain/sentence-order.js';
import { CountedLists } from '../../persistence/counted-lists.js';
import { SearchReader } from '../../persistence/search-reader.js';
import type { PlacedSentence } from '../../persistence/sentence-reader.js';
import { ApiRoute } from '../document/api-doc.js';
import { CursorSigner, listName } from '../cursor.js';
import { filterIn } from '../filter-parameters.js';
import type { HttpReply } from '../http/http.js';
import { linkNext, pageOf } from '../page-links.js';
import type { Sentence } from '../../answers/article-answers.js';
import { stemsOf } from '../search-words.js';
import { type SentencePage, sentencePageSchema, sentencesQuery } from './sentences-schemas.js';
import { orTooBroad } from '../too-broad.js';

const PATH = '/v1/sentences';
const place = z.tuple([z.string(), z.string()]);
type Asked = z.output<typeof sentencesQuery>;

/** Sentences over all articles. */
@ApiTags('sentences')
@Controller('v1/sentences')
export class SentencesController {
  constructor(
    @Inject(CountedLists) private readonly lists: CountedLists,
    @Inject(SearchReader) private readonly search: SearchReader,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Get()
  @Needs('read')
  @ApiRoute(
    'listSentences',
    'Sentences with a label that counts, filtered, searched and sorted',
    { schema: sentencePageSchema, description: 'A page of sentences', isPage: true },
    ['too-broad'],
  )
  async list(
    @Query({ schema: sentencesQuery }) asked: Asked,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<SentencePage> {
    const { limit, cursor, sort, order, count, ...parameters } = asked;
    const filter = filterIn(parameters);
    const sorted = orderOf({ sort, order, clock: asked.clock ?? clockOf(filter) });
    const list = listName(PATH, { ...filter, ...sorted });
    const after = cursor === undefined ? undefined : place.parse(this.cursors.read(list, cursor));
    const stems = await stemsOf(this.search, 'q', filter.q);
    const request = {
      ...{ filter, order: sorted, limit: limit + 1 },
      after: after && { key: after[0], position: after[1] },
    };
    const { found, counted } = await orTooBroad({ filter, by: sorted.by, isCounted: count === 'exact' }, () =>
      this.lists.sentences(request, count),
    );
    const sentenceOf = await this.withMatches(found, stems);
    const page = pageOf(found, limit, sentenceOf, (last) =>
      this.cursors.sign(list, [last.place.key, last.place.position]),
    );
    linkNext(reply, PATH, { ...parameters, sort, order, count, limit }, page.next);
    const clock = clockOf(filter);
    return {
      items: [...page.items],
      ...{ sort: sorted.by, order: sorted.order },
      ...(clock !== undefined && { clock }),
      ...(counted !== undefined && { count: counted }),
      ...(page.next !== undefined && { next: page.next }),
    };
  }

  private async withMatches(
    found: readonly PlacedSentence[],
    stems: readonly string[] | undefined,
  ): Promise<(found: PlacedSentence) => Sentence> {
    if (stems === undefined) return ({ sentence }) => sentence;
    const ids = found.map(({ sentence }) => sentence.sentenceId);
    const places = await this.search.places(ids, stems);
    return ({ sentence }) => ({ ...sentence, matches: [...(places.get(sentence.sentenceId) ?? [])] });
  }
}
