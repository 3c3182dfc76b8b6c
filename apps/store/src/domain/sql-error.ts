/**
 * What an error of Postgres, or of the way to it, means for what was being written.
 *
 * - `data`: a value that the database can never hold
 * - `duplicate`: the row is there already; the batch was not folded well
 * - `contention`: transactions stood in each other's way, or a statement took too long
 * - `transient`: the database is away, full or read-only; the same write may pass later
 * - `defect`: our mistake or our configuration; nothing that is written now can be right
 */
export type SqlErrorClass = 'data' | 'duplicate' | 'contention' | 'transient' | 'defect';

const BY_STATE: ReadonlyMap<string, SqlErrorClass> = new Map([
  ['23505', 'duplicate'],
  ['21000', 'duplicate'],
  ['40001', 'contention'],
  ['40P01', 'contention'],
  ['57014', 'contention'],
  // Not "connection lost" but a message that we made wrong: retrying it would never end.
  ['08P01', 'defect'],
  ['23502', 'data'],
  ['23514', 'data'],
  ['54000', 'data'],
  ['54001', 'data'],
  ['55P03', 'transient'],
  ['25006', 'transient'],
]);

/** Of what is not listed above, the first two characters decide. See appendix A of the PostgreSQL manual. */
const BY_CLASS: ReadonlyMap<string, SqlErrorClass> = new Map([
  ['22', 'data'],
  ['08', 'transient'],
  ['53', 'transient'],
  ['57', 'transient'],
  ['58', 'transient'],
]);

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** pg and TypeORM give these no code. */
const LOST_CONNECTION =
  /^Connection terminated|^Client has encountered a connection error|timeout exceeded when trying to connect|^timeout expired|^Query read timeout|^Client was closed|not queryable/;

/** The facts of an error that its class hangs on. */
export interface SqlErrorFacts {
  /** SQLSTATE, or the code of a system error. */
  readonly code: string | undefined;
  readonly message: string;
}

/** Sorts an error. What is unknown is a defect: it stops the service instead of losing or repeating work. */
export function classifySqlError({ code, message }: SqlErrorFacts): SqlErrorClass {
  if (code === undefined) return LOST_CONNECTION.test(message) ? 'transient' : 'defect';
  if (NETWORK_CODES.has(code)) return 'transient';
  if (!/^[0-9A-Z]{5}$/.test(code)) return 'defect';
  return BY_STATE.get(code) ?? BY_CLASS.get(code.slice(0, 2)) ?? 'defect';
}
