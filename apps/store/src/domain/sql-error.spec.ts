import { describe, expect, it } from 'vitest';

import { classifySqlError, type SqlErrorClass } from './sql-error.js';

const CODES: Readonly<Record<SqlErrorClass, readonly string[]>> = {
  data: [
    ...['22021', '22P02', '22P05', '22001', '22003', '22007', '22008', '22009', '22000', '22P03'],
    ...['23502', '23514', '54000', '54001'],
  ],
  duplicate: ['23505', '21000'],
  contention: ['40001', '40P01', '57014'],
  transient: [
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
    ...['08000', '08001', '08003', '08006', '57P01', '57P02', '57P03', '57P05', '53000', '53100', '53200', '53300'],
    ...['55P03', '25006', '58030', '58000'],
  ],
  defect: [
    ...['08P01', '42601', '42P01', '42703', '42501', '28000', '28P01', '3D000', '0A000', '23503', '25P02', 'XX000'],
    ...['ERR_INVALID_ARG_TYPE', 'EntityMetadataNotFoundError'],
  ],
};

describe('the classes of database errors', () => {
  const cases = Object.entries(CODES).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

  it.each(cases)('%s is %s', (code, kind) => {
    expect(classifySqlError({ code, message: 'whatever it says' })).toBe(kind);
  });

  it.each([
    ['Connection terminated unexpectedly', 'transient'],
    ['Connection terminated due to connection timeout', 'transient'],
    ['timeout exceeded when trying to connect', 'transient'],
    ['Client has encountered a connection error and is not queryable', 'transient'],
    ['Cannot read properties of undefined', 'defect'],
  ])('without a code, "%s" is %s', (message, kind) => {
    expect(classifySqlError({ code: undefined, message })).toBe(kind);
  });
});
