import { z } from 'zod';

import type { RejectionCode } from './event-contract.js';

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-](\d{2}):(\d{2}))$/;
const FIRST_YEAR = 1450;
const LAST_YEAR = 2199;

/** Names the rejection code on a schema issue, where it is another than SCHEMA_INVALID. */
export interface RejectionParams {
  readonly rejectAs: RejectionCode;
}

/**
 * A moment in RFC 3339 with its zone, in the years 1450 (printing) to 2199; read to ISO 8601 in UTC with milliseconds.
 * Words such as "now", dates without a zone and days that no calendar has are refused.
 */
export const instant = z.string().transform((value, context): string => {
  const problem = problemOf(value);
  if (problem === undefined) return new Date(value).toISOString();
  context.addIssue({
    code: 'custom',
    message: problem.message,
    params: { rejectAs: problem.rejectAs } satisfies RejectionParams,
  });
  return z.NEVER;
});

function problemOf(value: string): { readonly message: string; readonly rejectAs: RejectionCode } | undefined {
  if (/^[+-]\d{6}-/.test(value)) return outOfRange(value);
  const match = RFC_3339.exec(value);
  if (match === null) return malformed('expected an RFC 3339 date-time with a zone, such as 2021-08-13T06:00:00Z');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (year < FIRST_YEAR || year > LAST_YEAR) return outOfRange(value);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth) return malformed('there is no such day');
  if (hour > 23 || minute > 59 || second > 59) return malformed('there is no such time of day');
  if (Number(match[9] ?? 0) > 23 || Number(match[10] ?? 0) > 59) return malformed('there is no such zone offset');
  return undefined;
}

const malformed = (message: string) => ({ message, rejectAs: 'SCHEMA_INVALID' as const });
const outOfRange = (value: string) => ({
  message: `the year of ${value.slice(0, 40)} is outside ${FIRST_YEAR} to ${LAST_YEAR}`,
  rejectAs: 'DATE_OUT_OF_RANGE' as const,
});
