import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LABELS } from '@sitrep/contracts';
import type { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { agreementOf } from '../../domain/agreement.js';
import { queueOf } from '../../domain/review-queue.js';
import { type ConfidenceCount, QualityReader } from '../../persistence/quality-reader.js';
import { ApiRoute } from '../document/api-doc.js';
import {
  type Agreement,
  agreementSchema,
  type ConfidenceHistogram,
  confidenceSchema,
  qualityQuery,
  type ReviewQueue,
  reviewQuery,
  reviewSchema,
} from './quality-schemas.js';

/** How many of the least sure sentences the queue is made of. */
const POOL = 1_000;
const BINS = 20;

const RULE =
  'Of the sentences that need a review the least sure, by (1 − margin) × (1 + the source’s share of them), ' +
  'the same words once, boilerplate last.';

/** How good the labels are, as far as people have said, and where one more look is worth most. */
@ApiTags('quality')
@Controller('v1')
export class QualityController {
  constructor(@Inject(QualityReader) private readonly quality: QualityReader) {}

  @Get('stats/agreement')
  @Needs('read')
  @ApiRoute('getAgreement', 'How often models say what people say, by label, source and confidence', {
    schema: agreementSchema,
    description: 'The agreement of each model with people',
  })
  async agreement(@Query({ schema: qualityQuery }) filter: z.output<typeof qualityQuery>): Promise<Agreement> {
    return structuredClone({ items: agreementOf(await this.quality.verdicts(filter)) }) as Agreement;
  }

  @Get('stats/confidence')
  @Needs('read')
  @ApiRoute('getConfidence', 'How sure the labels of current sentences are', {
    schema: confidenceSchema,
    description: 'A histogram of confidences',
  })
  async confidence(
    @Query({ schema: qualityQuery }) filter: z.output<typeof qualityQuery>,
  ): Promise<ConfidenceHistogram> {
    const { sampled, counts } = await this.quality.confidence(filter);
    return { sampled, bins: Array.from({ length: BINS }, (_, bin) => binOf(bin, counts)) };
  }

  @Get('review')
  @Needs('read')
  @ApiRoute('getReviewQueue', 'Sentences that a person should look at, the most valuable first', {
    schema: reviewSchema,
    description: 'The head of the queue. It has no pages: what is looked at leaves it',
  })
  async review(
    @Query({ schema: reviewQuery }) { limit, ...filter }: z.output<typeof reviewQuery>,
  ): Promise<ReviewQueue> {
    const unsure = await this.quality.unsure(POOL, filter);
    const items = queueOf(unsure)
      .slice(0, limit)
      .map(({ sentence, ...place }) => ({ ...place, sentence: sentence.listed, boilerplate: sentence.boilerplate }));
    return { rule: RULE, pool: unsure.length, items };
  }
}

function binOf(bin: number, all: readonly ConfidenceCount[]): ConfidenceHistogram['bins'][number] {
  const own = all.filter((one) => one.bin === bin);
  const sum = (some: readonly ConfidenceCount[]): number => some.reduce((total, { count }) => total + count, 0);
  const [military = 0, diplomatic = 0, humanitarian = 0] = LABELS.map((label) =>
    sum(own.filter((one) => one.label === label)),
  );
  return {
    from: bin / BINS,
    to: (bin + 1) / BINS,
    counts: { military, diplomatic, humanitarian },
    review: sum(own.filter(({ review }) => review)),
  };
}
