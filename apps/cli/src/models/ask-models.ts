import type { components } from '@sitrep/api-client';

import type { CliContext } from '../cli-context.js';
import { modelNamed } from '../domain/model-name.js';
import { StoreApi } from '../io/api.js';

/** What the API says of all models. */
export type Models = components['schemas']['Models'];

/** What the API says of two of them. */
export type Comparison = components['schemas']['Comparison'];

/** The models of the store, as commands ask for them. */
export class ModelQuestions {
  readonly api: StoreApi;

  constructor(context: CliContext) {
    this.api = new StoreApi(context);
  }

  /** @throws CommandFailure when the API refuses, or nothing answers */
  async all(): Promise<Models> {
    return this.api.value('list the models', this.api.client.GET('/v1/models'));
  }

  /** The whole version that a person means. @throws CommandFailure when it is none, or several */
  async named(...parts: readonly string[]): Promise<readonly string[]> {
    const { items } = await this.all();
    return parts.map((part) =>
      modelNamed(
        part,
        items.map(({ modelVersion }) => modelVersion),
      ),
    );
  }
}
