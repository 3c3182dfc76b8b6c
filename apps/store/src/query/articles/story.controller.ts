import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { StoryReader } from '../../persistence/story-reader.js';
import { ApiRoute } from '../document/api-doc.js';
import { ProblemError } from '../http/problem.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';
import { articlePath } from '../schemas.js';
import { type Story, storySchema } from '../../answers/story-answers.js';

/** Articles with nearly the same text. */
@ApiTags('articles')
@Controller('v1/articles/:id/story')
export class StoryController {
  constructor(@Inject(StoryReader) private readonly stories: StoryReader) {}

  @Get()
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'getStory',
    'The articles that tell the same story: their texts are nearly the same',
    { schema: storySchema, description: 'The story of the article' },
    ['not-found', 'address-too-long'],
  )
  async one(@Param({ schema: articlePath }) { id }: z.output<typeof articlePath>): Promise<Story> {
    const story = await this.stories.ofArticle(id);
    if (story === undefined) throw new ProblemError('not-found', 'No such article is known.');
    return story;
  }
}
