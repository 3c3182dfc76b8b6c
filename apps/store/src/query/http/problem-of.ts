import { HttpException } from '@nestjs/common';

import { PositionGone } from '../../changes/change-source.js';
import { DatabaseUnavailable, PipelineUnavailable, QuestionTooLong } from '../../ports.js';
import { PROBLEMS, ProblemError, type ProblemKind } from './problem.js';

const RETRY_AFTER_SECONDS = '5';

/** What an error thrown anywhere on the way of a request is for the client. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof QuestionTooLong) {
    return new ProblemError('too-broad', 'The database worked on it for as long as it may. Ask for less at once.');
  }
  if (error instanceof DatabaseUnavailable) {
    const detail = 'The database does not answer, or not in time. Try again, or ask for less.';
    return new ProblemError('unavailable', detail, [], { 'retry-after': RETRY_AFTER_SECONDS });
  }
  if (error instanceof PipelineUnavailable) {
    const detail = 'Kafka does not take articles now. Send them again: what is sent twice is stored once.';
    return new ProblemError('unavailable', detail, [], { 'retry-after': RETRY_AFTER_SECONDS });
  }
  if (error instanceof PositionGone) return new ProblemError('position-gone', GONE[error.reason]);
  const status = statusOf(error);
  const kind = KIND_BY_STATUS.get(status);
  if (kind === undefined || status >= 500) {
    return new ProblemError('internal-error', 'Something went wrong. It is in the log under the traceId.');
  }
  return new ProblemError(kind, DETAILS[kind] ?? PROBLEMS[kind].title);
}

const GONE: Readonly<Record<PositionGone['reason'], string>> = {
  forgotten:
    'Changes after this position were forgotten, as old ones are. Ask /v1/changes?after=latest for a new one, read /v1/sentences, then go on from there.',
  'never-given':
    'No change has come so far: the database was put back to an earlier state. Ask /v1/changes?after=latest for a new position, read /v1/sentences, then go on from there.',
};

const KIND_BY_STATUS: ReadonlyMap<number, ProblemKind> = new Map(
  Object.entries(PROBLEMS).map(([kind, { status }]) => [status, kind as ProblemKind] as const),
);

/** The messages of the framework may quote the request; ours say what to do. */
const DETAILS: Partial<Readonly<Record<ProblemKind, string>>> = {
  'invalid-request': 'The request cannot be read. Check its address and its body.',
  unauthorized: 'This needs a key: send it as Authorization: Bearer.',
  'not-found': 'There is nothing at this address. /docs lists what there is.',
  'too-large': 'Send less at once.',
  'address-too-long': 'An id has at most 512 bytes.',
  'unsupported-media-type': 'Send a type of content that /docs names for this address, in UTF-8.',
};

/** Nest and Fastify both put the status on their errors, under different names. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return 500;
}
