import { FatalFailure, TransientFailure } from '@sitrep/pipeline';

import { classifySqlError, type SqlErrorClass } from '../domain/sql-error.js';

/** An error of the database with what it means. */
export interface SqlFailure {
  readonly kind: SqlErrorClass;
  /** SQLSTATE, or the code of a system error. */
  readonly code: string | undefined;
  /** SQLSTATE or system error, and what the database said: never a value that was written. */
  readonly message: string;
  readonly cause: unknown;
}

/** Reads an error that TypeORM or pg threw. */
export function sqlFailureOf(error: unknown): SqlFailure {
  const inner = error instanceof Error && 'driverError' in error ? error.driverError : error;
  const cause = inner instanceof AggregateError ? inner.errors[0] : inner;
  const code = textField(cause, 'code');
  const message = textField(cause, 'message') ?? String(cause);
  return {
    kind: classifySqlError({ code, message }),
    code,
    message: code === undefined ? message : `SQLSTATE ${code}: ${message}`,
    cause: error,
  };
}

/** The failure as an error that the pipeline understands, when it says nothing about the rows; else `undefined`. */
export function worldFailure({ kind, message, cause }: SqlFailure): Error | undefined {
  if (kind === 'transient') return new TransientFailure(`The database is not available. ${message}`, { cause });
  if (kind === 'defect') return new FatalFailure(`The store cannot write as it should. ${message}`, { cause });
  return undefined;
}

function textField(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' && field !== '' ? field : undefined;
}
