import { type Answer, ApiError, type components, valueOf } from '@sitrep/api-client';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { StoreApi } from '../io/api.js';
import { cliSettings } from '../io/settings.js';

export type Letter = components['schemas']['DeadLetter'];
export type Fate = components['schemas']['DeadLetterFate'];

/** What every filter of letters may name. */
export type LetterFilter = components['schemas']['DeadLetterBulkBody']['filter'];

/** Of a command's options, those that are a filter. */
export function filterOf({ topic, code, stage, article, from, to }: LetterFilter): LetterFilter {
  return Object.fromEntries(
    Object.entries({ topic, code, stage, article, from, to }).filter(([, value]) => value !== undefined),
  );
}

/** The API, and how an answer of it is read. */
export class LettersApi {
  readonly api: StoreApi;

  constructor(context: CliContext) {
    this.api = new StoreApi(cliSettings(context));
  }

  /** @throws CommandFailure when it is an error, or nothing answers */
  async read<T>(call: Promise<Answer<T>>): Promise<T> {
    const answer = await this.api.answered(call);
    try {
      return valueOf(answer);
    } catch (error) {
      throw error instanceof ApiError ? refused(error) : error;
    }
  }
}

function refused(error: ApiError): CommandFailure {
  const { errors = [] } = error.problem;
  const parts = errors.map(({ parameter, pointer, detail }) => `${parameter ?? pointer ?? ''} ${detail}`.trim());
  const message = [error.detail || error.message, ...parts].join('\n  ');
  const { status } = error;
  const code = status >= 500 ? EXIT.unreachable : status === 404 || status === 409 ? EXIT.someRejected : EXIT.usage;
  return new CommandFailure(code, message, { cause: error });
}
