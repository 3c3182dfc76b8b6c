import { CommandFailure, EXIT, type ExitCode } from './exit-codes.js';
import { plain } from './table.js';

/** What was asked, and where. */
export interface Question {
  /** In words that follow "cannot": `list the keys`. */
  readonly doing: string;
  /** Of the API, without a slash at its end. */
  readonly url: string;
}

/** An answer that is an error. */
export interface ErrorAnswer {
  readonly status: number;
  /** A problem (RFC 9457) as the API sends it; a proxy, or another program, sends something else. */
  readonly body: unknown;
  /** Reads a header of the answer. */
  readonly header: (name: string) => string | null;
}

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly detail?: string;
  readonly traceId?: string;
  readonly errors?: readonly { readonly parameter?: string; readonly pointer?: string; readonly detail: string }[];
}

/** What an error of the API is for a person: what was refused, why, and what to do. */
export function refusalOf({ doing, url }: Question, answer: ErrorAnswer): CommandFailure {
  const problem = problemIn(answer.body);
  const why = problem === undefined ? whyWithoutProblem(url, answer.status) : whyOf(problem, answer);
  const details = (problem?.errors ?? []).map(({ parameter, pointer, detail }) =>
    plain([parameter ?? pointer ?? '', detail].filter((part) => part !== '').join(': ')),
  );
  const advice = problem === undefined ? adviceWithoutProblem(answer) : adviceOf(problem, answer);
  return new CommandFailure(exitCodeOf(problem, answer.status), cannot(doing, why), {
    details,
    ...(advice && { advice }),
  });
}

/** What it is for a person that no answer came, or none that can be read. */
export function silenceOf({ doing, url }: Question, cause: unknown, waitedMs: number): CommandFailure {
  const [why, advice] = reasonOfSilence(url, cause, waitedMs);
  return new CommandFailure(EXIT.unreachable, cannot(doing, `${why}.`), { advice, cause });
}

/** What answers is another program, or another version. */
export const notTheApi = ({ doing, url }: Question): CommandFailure =>
  new CommandFailure(EXIT.unreachable, cannot(doing, `what answers at ${url} is not the API of Sitrep.`), {
    advice: SET_ADDRESS,
  });

/** What was asked may name what a person typed, and why it was refused is another program's text. */
const cannot = (doing: string, why: string): string => plain(`Cannot ${doing}: ${why}`);

const SET_ADDRESS = 'Set SITREP_URL to the address of the store.';
const SAYS_MORE = '`sitrep doctor` says what is wrong.';

function problemIn(body: unknown): Problem | undefined {
  const isProblem =
    typeof body === 'object' &&
    body !== null &&
    ['type', 'title'].every((name) => typeof (body as Record<string, unknown>)[name] === 'string') &&
    (body as Problem).type.startsWith('urn:sitrep:problem:');
  return isProblem ? (body as Problem) : undefined;
}

/** The detail is what the API has to say of this one request; where parts of it are named, they say more. */
function whyOf({ title, detail, errors = [] }: Problem, { status, header }: ErrorAnswer): string {
  const isGeneral = status === 500 || errors.length > 0 || (status === 401 && !isKeyRefused(header));
  return isGeneral || detail === undefined || detail === '' ? `${title}.` : detail;
}

const whyWithoutProblem = (url: string, status: number): string =>
  status >= 500 || NEEDS_KEY.has(status) || WAITS.has(status)
    ? `${url} answered ${status} and does not say why.`
    : `what answers at ${url} is not the API of Sitrep (it answered ${status}).`;

const NEEDS_KEY = new Set([401, 403]);
const WAITS = new Set([408, 429]);
const NO_SUCH_THING = new Set([404, 409, 410]);

function exitCodeOf(problem: Problem | undefined, status: number): ExitCode {
  if (status >= 500 || WAITS.has(status)) return EXIT.unreachable;
  if (NEEDS_KEY.has(status)) return EXIT.usage;
  if (problem === undefined) return EXIT.unreachable;
  return NO_SUCH_THING.has(status) ? EXIT.someRejected : EXIT.usage;
}

function adviceOf({ traceId, errors = [] }: Problem, { status, header }: ErrorAnswer): string | undefined {
  if (status === 400 && errors.length === 0) return '`--help` after the command tells what it takes.';
  if (status === 401 || (status === 403 && scopeIn(header) !== undefined)) return keyAdvice(header);
  if (status === 429) return tryAgain(header);
  if (status === 500) {
    return `See the log of the store${traceId === undefined ? '' : ` for the traceId ${plain(traceId)}`}; ${SAYS_MORE}`;
  }
  return status >= 500 ? `${tryAgain(header)} ${SAYS_MORE}` : undefined;
}

function adviceWithoutProblem({ status, header }: ErrorAnswer): string {
  if (NEEDS_KEY.has(status)) return keyAdvice(header);
  if (WAITS.has(status)) return tryAgain(header);
  return status >= 500 ? `A proxy on the way may say so for the store. ${tryAgain(header)} ${SAYS_MORE}` : SET_ADDRESS;
}

/** Which key is needed, and how it is come by. */
function keyAdvice(header: ErrorAnswer['header']): string {
  const scope = scopeIn(header);
  const key = scope === undefined ? 'a key' : `a key with the scope ${scope}`;
  return `Set SITREP_KEY to ${key}; an admin makes one: \`sitrep key create --name NAME --scope ${scope ?? 'read'}\`.`;
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
const scopeIn = (header: ErrorAnswer['header']): string | undefined =>
  /\bscope="(\w+)"/.exec(header('www-authenticate') ?? '')?.[1];
const isKeyRefused = (header: ErrorAnswer['header']): boolean => /\berror="/.test(header('www-authenticate') ?? '');

function tryAgain(header: ErrorAnswer['header']): string {
  const seconds = header('retry-after');
  return seconds !== null && /^\d{1,9}$/.test(seconds) ? `Try again in ${seconds} s.` : 'Try again a little later.';
}

/** Of errors of the system, its code stands on one of the causes. */
function reasonOfSilence(url: string, cause: unknown, waitedMs: number): readonly [why: string, advice: string] {
  if (cause instanceof SyntaxError) return [`what answers at ${url} is not the API of Sitrep`, SET_ADDRESS];
  if (isTimeout(cause)) {
    return [`no answer came from ${url} within ${waitedMs / 1_000} s`, `Try again, or ask for less; ${SAYS_MORE}`];
  }
  const code = codeOf(cause);
  if (code === undefined) return [`${url} cannot be reached`, SET_ADDRESS];
  if (code === 'ECONNREFUSED') return [`nothing listens at ${url}`, 'Start it (`npm start`), or set SITREP_URL.'];
  if (/^E(?:NOTFOUND|AI_AGAIN)$/.test(code)) {
    return [`no machine is known by the name ${new URL(url).hostname}`, 'Check SITREP_URL.'];
  }
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) {
    return [`the certificate of ${url} is not trusted (${code})`, 'NODE_EXTRA_CA_CERTS names a file of authorities.'];
  }
  if (/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code)) {
    return [`the connection to ${url} was broken off`, `Try again; ${SAYS_MORE}`];
  }
  return [`${url} cannot be reached (${code})`, 'Check SITREP_URL, and the network.'];
}

function isTimeout(error: unknown): boolean {
  return causesOf(error).some(
    (cause) => (cause as Error).name === 'TimeoutError' || /TIMEDOUT|TIMEOUT/.test(codeOn(cause) ?? ''),
  );
}

const codeOf = (error: unknown): string | undefined =>
  causesOf(error)
    .map(codeOn)
    .find((code) => code !== undefined);

const codeOn = (error: object): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The error, what caused it, and so on; where several addresses were tried, also what each met. */
function causesOf(error: unknown): readonly object[] {
  if (typeof error !== 'object' || error === null) return [];
  const several = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...several, 'cause' in error ? error.cause : undefined].flatMap(causesOf)];
}
