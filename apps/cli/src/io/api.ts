import { type Answer, type ApiClient, createApiClient } from '@sitrep/api-client';

import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import type { CliSettings } from './settings.js';

const ANSWER_WITHIN_MS = 10_000;

/** The store's API as the settings say. Whatever it is asked must answer within 10 s. */
export class StoreApi {
  readonly client: ApiClient;
  readonly url: string;

  constructor({ apiUrl, apiKey }: Pick<CliSettings, 'apiUrl' | 'apiKey'>) {
    this.url = apiUrl;
    this.client = createApiClient({
      baseUrl: apiUrl,
      key: () => apiKey,
      fetch: (request) => fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
    });
  }

  /**
   * Waits for an answer, be it an error.
   *
   * @throws CommandFailure (unreachable) when nothing answers, or something else than the API
   */
  async answered<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
    try {
      return await call;
    } catch (error) {
      throw this.unreachable(error instanceof SyntaxError ? 'it does not speak JSON' : 'nothing answers', error);
    }
  }

  /** What to say when the API is not there, and why it is thought not to be. */
  unreachable(why: string, cause?: unknown): CommandFailure {
    const message = `The API is not at ${this.url} (${why}): start it (\`npm start\`), or set SITREP_URL.`;
    return new CommandFailure(EXIT.unreachable, message, { cause });
  }
}
