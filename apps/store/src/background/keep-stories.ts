import type { StoryKeeper } from '../persistence/story-keeper.js';
import type { BackgroundJob } from './background-job.js';

const ARTICLES = 50;

/** Keeps stories and boilerplate up to what is stored. */
export class KeepStories implements BackgroundJob {
  readonly name = 'keep-stories';
  readonly restMs = 2_000;

  constructor(private readonly keeper: StoryKeeper) {}

  async run(): Promise<boolean> {
    return (await this.keeper.settleSome(ARTICLES)) === ARTICLES;
  }
}
