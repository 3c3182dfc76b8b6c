import { z } from 'zod';

/** Kinds of error that the API answers with. The `type` of a problem is `urn:sitrep:problem:` and the kind. */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'A key is needed' },
  forbidden: { status: 403, title: 'This is not allowed' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'not-acceptable': { status: 406, title: 'There is no answer of this type' },
  'wrong-state': { status: 409, title: 'It is not in a state for this' },
  'request-timeout': { status: 408, title: 'The request did not end in time' },
  conflict: { status: 409, title: 'It is being worked on' },
  gone: { status: 410, title: 'It was withdrawn' },
  'position-gone': { status: 410, title: 'The feed does not go back so far' },
  'too-large': { status: 413, title: 'The request is too large' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: 'This type of content is not taken' },
  'key-reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'too-broad': { status: 422, title: 'The question takes too long to answer' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The service failed' },
  unavailable: { status: 503, title: 'The service cannot answer now' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** One of {@link PROBLEMS}. */
export type ProblemKind = keyof typeof PROBLEMS;

/** What is wrong with one part of a request. */
export interface ProblemPart {
  /** Name of the query or path parameter. */
  readonly parameter?: string;
  /** JSON Pointer into the body. */
  readonly pointer?: string;
  readonly detail: string;
}

/** RFC 9457 problem details: the body of every error. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: '`urn:sitrep:problem:` and the kind of the problem' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'Path of the request' }),
    traceId: z.string().meta({ description: 'Stands in the log of the service' }),
    errors: z
      .array(z.object({ parameter: z.string().optional(), pointer: z.string().optional(), detail: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with which part of the request' }),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problemSchema>;

/** An error that is meant for the client: `detail` says what to do about it, and holds nothing of the inside. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly errors: readonly ProblemPart[] = [],
    /** Sent with the answer. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

/** A parameter is wrong. */
export function invalidParameter(parameter: string, detail: string): ProblemError {
  return new ProblemError('invalid-request', `The parameter ${parameter} is not valid.`, [{ parameter, detail }]);
}
