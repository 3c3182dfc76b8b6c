/** Gives alarm when more than so many sentences were stored within the last minutes. */
export interface CountRule {
  readonly kind: 'count';
  readonly moreThan: number;
  readonly withinMinutes: number;
}

/** Gives alarm when nothing comes though something usually does. */
export interface SilenceRule {
  readonly kind: 'silence';
}

/** When a saved search gives alarm. */
export type AlertRule = CountRule | SilenceRule;

/** What was stored of a search. All times are milliseconds since 1970. */
export interface Stored {
  readonly now: number;
  /** Within the time of a count rule; else 0. */
  readonly recent: number;
  /** Within {@link USUAL_DAYS} days before now. */
  readonly usual: number;
  /** When the first and the last of these was stored; undefined when there are none. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

/** What is usual is what these days were like. */
export const USUAL_DAYS = 14;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Where five were to be expected, none comes by chance in 7 of 1,000 cases. */
const EXPECTED = 5;
/** With fewer than this nothing is usual yet. */
const LEAST = 10;

/** Why a rule gives alarm, in words; undefined when it does not. */
export function alarmOf(rule: AlertRule, stored: Stored): string | undefined {
  return rule.kind === 'count' ? tooMany(rule, stored) : tooQuiet(stored);
}

function tooMany({ moreThan, withinMinutes }: CountRule, { recent }: Stored): string | undefined {
  if (recent <= moreThan) return undefined;
  return `${recent} in ${withinMinutes} minutes, more than ${moreThan}`;
}

function tooQuiet({ now, usual, firstAt, lastAt }: Stored): string | undefined {
  if (firstAt === undefined || lastAt === undefined || usual < LEAST) return undefined;
  const perDay = (usual * DAY_MS) / Math.max(lastAt - firstAt, HOUR_MS);
  const silentMs = now - lastAt;
  if (silentMs < HOUR_MS || (perDay * silentMs) / DAY_MS < EXPECTED) return undefined;
  const since = `${new Date(lastAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `normally ${perDay < 10 ? perDay.toFixed(1) : Math.round(perDay)} a day, none since ${since}`;
}
