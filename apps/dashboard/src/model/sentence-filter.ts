import { LABELS } from '../api/types.js';
import { dayOf, fullDayName, isMidnight, lastDayOf } from './day.js';
import { dateTime, percent } from './format.js';

const NUMBER = /^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/;
const TIME = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/;
const isYesOrNo = (value: string): boolean => value === 'true' || value === 'false';
const isOneOf =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);
const isShort =
  (longest: number) =>
  (value: string): boolean =>
    value.trim() !== '' && value.length <= longest;

/** What each parameter may hold: the filter language of the API, as far as an address can be wrong about it. */
const PARAMETERS = {
  label: isOneOf(...LABELS),
  q: isShort(512),
  source: isShort(2_000),
  language: isShort(64),
  article: isShort(512),
  from: (value: string) => TIME.test(value),
  to: (value: string) => TIME.test(value),
  clock: isOneOf('published', 'received', 'labelled', 'stored'),
  minConfidence: (value: string) => NUMBER.test(value),
  none: (value: string) => NUMBER.test(value),
  maxNone: (value: string) => NUMBER.test(value),
  needsReview: isYesOrNo,
  corrected: isYesOrNo,
  state: isOneOf('current', 'superseded'),
  stories: isOneOf('all', 'distinct'),
  boilerplate: isYesOrNo,
} as const satisfies Readonly<Record<string, (value: string) => boolean>>;

/** A parameter of the filter language. */
export type FilterName = keyof typeof PARAMETERS;

/** Which sentences are meant: the parameters of the API, as they stand in addresses. Left out: it does not matter. */
export type SentenceFilter = Readonly<Partial<Record<FilterName, string>>>;

const NAMES = Object.keys(PARAMETERS) as readonly FilterName[];

/** Reads a filter among the parameters of an address. What the API would not take is left out. */
export function readFilter(parameters: URLSearchParams): SentenceFilter {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = parameters.get(name);
      return value !== null && PARAMETERS[name](value) ? [[name, value]] : [];
    }),
  );
}

/** The filter with some parameters changed; one that is undefined or empty is left out. */
export function withParts(
  filter: SentenceFilter,
  parts: Readonly<Partial<Record<FilterName, string | undefined>>>,
): SentenceFilter {
  const all: Readonly<Partial<Record<FilterName, string | undefined>>> = { ...filter, ...parts };
  return Object.fromEntries(NAMES.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
}

/** The filter as a query string, for addresses of the page and of the API. Empty where there is no filter. */
export function queryOf(filter: SentenceFilter): string {
  return new URLSearchParams(withParts(filter, {})).toString();
}

/** A part of a filter in words, and what is left when it is taken away. */
export interface FilterPart {
  readonly name: FilterName;
  readonly text: string;
  readonly without: SentenceFilter;
}

/** The parts of a filter in words, its times in a zone, apart from those that have a control of their own in sight. */
export function partsOf(filter: SentenceFilter, zone: string): readonly FilterPart[] {
  return NAMES.flatMap((name) => {
    const value = filter[name];
    const text = value === undefined ? undefined : WORDS[name]?.(value, filter, zone);
    // Without a time there is nothing for the clock to be of.
    const leaves =
      name === 'from' && filter.to === undefined ? { from: undefined, clock: undefined } : { [name]: undefined };
    return text === undefined ? [] : [{ name, text, without: withParts(filter, leaves) }];
  });
}

const clockIn = ({ clock = 'published' }: SentenceFilter): string => clock;
const since = (from: string, zone: string): string =>
  `since ${isMidnight(from, zone) ? fullDayName(dayOf(from, zone)) : dateTime(from, zone)}`;
const until = (to: string, zone: string): string =>
  isMidnight(to, zone) ? `until ${fullDayName(lastDayOf(to, zone))}` : `before ${dateTime(to, zone)}`;
const share = (value: string): string => percent(Number(value));

const WORDS: Readonly<Partial<Record<FilterName, (value: string, filter: SentenceFilter, zone: string) => string>>> = {
  source: (value) => `from ${value}`,
  language: (value) => `in ${value}`,
  article: (value) => `of ${value}`,
  from: (value, filter, zone) => `${clockIn(filter)} ${since(value, zone)}`,
  to: (value, filter, zone) => `${clockIn(filter)} ${until(value, zone)}`,
  minConfidence: (value) => `at least ${share(value)} sure`,
  none: (value) => `at least ${share(value)} unlike conflict news`,
  maxNone: (value) => `at most ${share(value)} unlike conflict news`,
  corrected: (value) => (value === 'true' ? 'labelled by a person' : 'labelled by a model'),
  state: (value) => (value === 'superseded' ? 'of superseded texts' : 'of current texts'),
  stories: (value) => (value === 'distinct' ? 'without copies' : 'with copies'),
  boilerplate: (value) => (value === 'true' ? 'boilerplate only' : 'without boilerplate'),
};
