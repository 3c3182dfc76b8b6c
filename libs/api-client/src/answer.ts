/** What an error of the API says of itself (RFC 9457); a proxy in between may say less. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly traceId?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly parameter?: string; readonly detail: string }[];
}

/** What a call of the client resolves to, whatever the route. */
export interface Answer<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** An answer that is an error. `detail` is the API's own word on what to do; it may be empty. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly detail: string;

  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.title ?? `The API answered ${status}`);
    this.detail = problem.detail ?? '';
  }
}

/**
 * The value of an answer.
 *
 * @throws ApiError when the answer is an error
 */
export function valueOf<T>({ data, error, response }: Answer<T>): T {
  if (data !== undefined) return data;
  throw new ApiError(response.status, problemOf(error));
}

/** Reads problem+json; of anything else, nothing. */
function problemOf(body: unknown): Problem {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
}
