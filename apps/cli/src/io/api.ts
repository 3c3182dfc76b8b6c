import { type Answer, type ApiClient, createApiClient } from '@sitrep/api-client';
import type { z } from 'zod';

import type { CliContext } from '../cli-context.js';
import type { CommandFailure } from '../domain/exit-codes.js';
import { notTheApi, refusalOf, silenceOf } from '../domain/refusal.js';
import { cliSettings } from './settings.js';
import { whileWaiting } from './status-line.js';

const ANSWER_WITHIN_MS = 10_000;

/**
 * The store's API as the settings say. Whatever it is asked must answer within 10 s. What is asked is told in words that
 * follow "cannot": they say in an error what was refused.
 */
export class StoreApi {
  readonly client: ApiClient;
  private readonly url: string;

  constructor(private readonly context: Pick<CliContext, 'env' | 'stderr'>) {
    const { apiUrl, apiKey } = cliSettings(context);
    this.url = apiUrl;
    this.client = createApiClient({
      baseUrl: apiUrl,
      key: () => apiKey,
      fetch: (request) => fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
    });
  }

  /**
   * The value of an answer.
   *
   * @throws CommandFailure when the API refuses, or nothing answers
   */
  async value<T>(doing: string, call: Promise<Answer<T>>): Promise<T> {
    const answer = await this.answered(doing, call);
    if (answer.response.ok && answer.data !== undefined) return answer.data;
    throw this.refused(doing, answer);
  }

  /**
   * The value of an answer, as far as a schema knows it: what answers may be another program, or another version.
   *
   * @throws CommandFailure when the API refuses, or it is not the API
   */
  async checked<T>(doing: string, schema: z.ZodType<T>, call: Promise<Answer<unknown>>): Promise<T> {
    const read = schema.safeParse(await this.value(doing, call));
    if (read.success) return read.data;
    throw notTheApi({ doing, url: this.url });
  }

  /**
   * Waits for an answer, be it an error.
   *
   * @throws CommandFailure (unreachable) when nothing answers, or something else than the API
   */
  async answered<T>(doing: string, call: Promise<Answer<T>>): Promise<Answer<T>> {
    try {
      return await whileWaiting(this.context, this.url, call);
    } catch (error) {
      throw silenceOf({ doing, url: this.url }, error, ANSWER_WITHIN_MS);
    }
  }

  /** What to say of an answer that is an error. */
  refused(doing: string, { error, response }: Answer<unknown>): CommandFailure {
    if (response.ok) return notTheApi({ doing, url: this.url });
    const { status, headers } = response;
    return refusalOf({ doing, url: this.url }, { status, body: error, header: (name) => headers.get(name) });
  }
}
