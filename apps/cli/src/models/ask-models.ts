import { ApiError, type Answer, type components, valueOf } from '@sitrep/api-client';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { modelNamed } from '../domain/model-name.js';
import { StoreApi } from '../io/api.js';
import { cliSettings } from '../io/settings.js';

/** What the API says of all models. */
export type Models = components['schemas']['Models'];

/** What the API says of two of them. */
export type Comparison = components['schemas']['Comparison'];

/** The models of the store, as commands ask for them. */
export class ModelQuestions {
  readonly api: StoreApi;

  constructor(context: CliContext) {
    this.api = new StoreApi(cliSettings(context));
  }

  /** @throws CommandFailure (unreachable) */
  async all(): Promise<Models> {
    return this.value(this.api.client.GET('/v1/models'));
  }

  /** The whole version that a person means. @throws CommandFailure (usage) when it is none, or several */
  async named(...parts: readonly string[]): Promise<readonly string[]> {
    const { items } = await this.all();
    return parts.map((part) =>
      modelNamed(
        part,
        items.map(({ modelVersion }) => modelVersion),
      ),
    );
  }

  /** @throws CommandFailure when nothing answers, or the API refuses: with its own words */
  async value<T>(call: Promise<Answer<T>>): Promise<T> {
    const answer = await this.api.answered(call);
    try {
      return valueOf(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const [first] = error.problem.errors ?? [];
      const why = [
        error.message,
        first === undefined ? error.detail : `${first.parameter ?? first.pointer ?? ''} ${first.detail}`,
      ];
      const code = error.status < 500 ? EXIT.usage : EXIT.unreachable;
      throw new CommandFailure(code, why.filter((part) => part !== '').join(': '), { cause: error });
    }
  }
}
