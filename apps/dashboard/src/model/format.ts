/** Whole numbers with separators of thousands. */
export const count = (number: number): string => wholeNumbers.format(number);

const wholeNumbers = new Intl.NumberFormat('en-GB');

/** A probability as whole percent; what rounds to 0 or 100 without being so is shown as < 1 % or > 99 %. */
export function percent(probability: number): string {
  const rounded = Math.round(probability * 100);
  if (rounded === 0 && probability > 0) return '<1%';
  if (rounded === 100 && probability < 1) return '>99%';
  return `${rounded}%`;
}

/** Events a second, with a decimal where it tells. */
export function rate(perSecond: number): string {
  if (perSecond >= 10) return count(Math.round(perSecond));
  return perSecond === 0 ? '0' : perSecond.toFixed(1);
}

/** A weight of evidence with its sign: a true minus, so that columns of digits stay aligned. */
export const signed = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;

/** One of something, or several: `plural(1, 'sentence')` is `1 sentence`. */
export const plural = (number: number, noun: string): string => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

/**
 * Date and time in a time zone, to the minute: `24 Nov 2026, 13:05`.
 *
 * @param zone an IANA name
 * @returns `instant` itself when it is not a time
 */
export function dateTime(instant: string, zone: string): string {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? instant : formatterFor(zone).format(time);
}

/** Hours, minutes and seconds in a time zone. @param at milliseconds */
export const timeOfDay = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: zone }).format(at);

/** The name of a time zone with its distance from UTC at a moment: `Europe/Berlin, UTC+01:00`. */
export function zoneName(zone: string, at: Date): string {
  if (zone === 'UTC') return 'UTC';
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return `${zone.replaceAll('_', ' ')}, ${offset.replace('GMT', 'UTC')}`;
}

/** How long ago, in the largest whole unit: `12 s`, `3 min`, `5 h`, `2 d`. Times to come count as now. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a thousand uses of it. */
function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  formatters.set(zone, formatter);
  return formatter;
}
