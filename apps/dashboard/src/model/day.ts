const DAY_MS = 86_400_000;

/**
 * The moments at which a day begins and the next one does, as the API takes them.
 *
 * @param day `2026-01-31`
 * @param zone an IANA name
 */
export function momentsOf(day: string, zone: string): { readonly from: string; readonly to: string } {
  const begin = Date.parse(`${day}T00:00:00Z`);
  return { from: midnight(begin, zone), to: midnight(begin + DAY_MS, zone) };
}

/**
 * The day of a moment in a zone: `2026-01-31`. Empty: it is no moment.
 *
 * @param instant a time, or a date: its first moment in UTC
 */
export function dayOf(instant: string, zone: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  const format = new Intl.DateTimeFormat('en', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone });
  const parts = format.formatToParts(at);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The day before a moment, which ends a span of days: they are said with their last day, and kept exclusively. */
export function lastDayOf(end: string, zone: string): string {
  const at = Date.parse(end);
  return Number.isNaN(at) ? '' : dayOf(new Date(at - 1).toISOString(), zone);
}

/** Whether a day begins at a moment. */
export function isMidnight(instant: string, zone: string): boolean {
  const day = dayOf(instant, zone);
  return day !== '' && Date.parse(momentsOf(day, zone).from) === Date.parse(instant);
}

/** A day as people write it, with its year: `31 Jan 2026`. */
export const fullDayName = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

/** A day as people write it: `31 Jan`. */
export const dayName = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(day));

/** The clock may be changed on that very day: the distance is asked for again where the first guess led. */
function midnight(utc: number, zone: string): string {
  const guess = utc - offsetAt(utc, zone);
  return new Date(utc - offsetAt(guess, zone)).toISOString();
}

/** How far a zone is before UTC at a moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
