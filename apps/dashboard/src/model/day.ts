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
