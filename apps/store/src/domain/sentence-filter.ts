import type { Label } from '@sitrep/contracts';

import type { Clock } from './clock.js';

/** What `from` and `to` mean where no clock is named. */
export const DEFAULT_CLOCK: Clock = 'published';

/**
 * Which sentences are wanted: the language of lists, statistics, exports, saved searches and the stream. All conditions
 * must hold; what is left out does not matter. The names are those of the parameters of the API.
 */
export interface SentenceFilter {
  readonly label?: Label | undefined;
  /** Only those whose model is at least so sure, and those that a person has labelled. */
  readonly minConfidence?: number | undefined;
  /** Only those that a person should, or need not, look at. */
  readonly needsReview?: boolean | undefined;
  /** Only those that are at least so unlike conflict news, as their model says. */
  readonly none?: number | undefined;
  /** Only those that are at most so unlike conflict news, and those that a person has labelled. */
  readonly maxNone?: number | undefined;
  /** Only those whose label is, or is not, a person's. */
  readonly corrected?: boolean | undefined;
  /** Only those of articles from this source. */
  readonly source?: string | undefined;
  /** Only those of articles in this language, as the article names it. */
  readonly language?: string | undefined;
  /** Only those of the article with this id. */
  readonly article?: string | undefined;
  /** ISO 8601 in UTC, inclusive. Leaves out what has no time of that clock. */
  readonly from?: string | undefined;
  /** ISO 8601 in UTC, exclusive. Leaves out what has no time of that clock. */
  readonly to?: string | undefined;
  /** What `from` and `to` are times of; left out, {@link DEFAULT_CLOCK}. */
  readonly clock?: Clock | undefined;
  /** Words, in the syntax of Postgres' `websearch_to_tsquery`: "a phrase", or, -without. */
  readonly q?: string | undefined;
  /**
   * Of texts that are current, or of those that no longer are: another text came after it, or the article was retracted.
   * Left out: current.
   */
  readonly state?: 'current' | 'superseded' | undefined;
  /** `distinct`: without articles that are copies of an earlier one. Left out: all. */
  readonly stories?: 'all' | 'distinct' | undefined;
  /** Only those that do, or do not, stand in many articles of their source. */
  readonly boilerplate?: boolean | undefined;
}

/** The clock that a filter looks at; undefined where it looks at none. */
export function clockOf({ from, to, clock }: SentenceFilter): Clock | undefined {
  return from === undefined && to === undefined ? undefined : (clock ?? DEFAULT_CLOCK);
}

/** The filter without what says nothing: two filters that mean the same are equal then. */
export function normalFilter(filter: SentenceFilter): SentenceFilter {
  const { state, stories } = filter;
  const all = {
    ...filter,
    clock: clockOf(filter),
    state: state === 'current' ? undefined : state,
    stories: stories === 'all' ? undefined : stories,
  };
  return Object.fromEntries(NAMES.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

/** The one query string of a filter, as the API takes it: for addresses, for comparing, for keeping. */
export function queryOf(filter: SentenceFilter): string {
  const given = Object.entries(normalFilter(filter)).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(given as [string, string][]).toString();
}

/** The parameters of a filter, in the order of their names. */
export const FILTER_PARAMETERS = [
  'article',
  'boilerplate',
  'clock',
  'corrected',
  'from',
  'label',
  'language',
  'maxNone',
  'minConfidence',
  'needsReview',
  'none',
  'q',
  'source',
  'state',
  'stories',
  'to',
] as const satisfies readonly (keyof SentenceFilter)[];

const NAMES: readonly (keyof SentenceFilter)[] = FILTER_PARAMETERS;

/** What a filter asks for, in English, for people: `military sentences from “Times”, published since 2026-01-01T00:00:00Z`. */
export function describeFilter(filter: SentenceFilter): string {
  const { label, state, article, source, language, q } = filter;
  const kind = [state === 'superseded' && 'superseded', label, 'sentences'].filter(Boolean).join(' ');
  const of = [
    source !== undefined && ` from ${quoted(source)}`,
    language !== undefined && ` in ${language}`,
    article !== undefined && ` of the article ${quoted(article)}`,
    q !== undefined && ` with ${quoted(q)}`,
  ];
  return [kind + of.filter(Boolean).join(''), ...timesIn(filter), ...judgementsIn(filter)].join(', ');
}

function timesIn(filter: SentenceFilter): readonly string[] {
  const clock = clockOf(filter);
  if (clock === undefined) return [];
  const { from, to } = filter;
  return [[clock, from !== undefined && `since ${from}`, to !== undefined && `before ${to}`].filter(Boolean).join(' ')];
}

function judgementsIn(filter: SentenceFilter): readonly string[] {
  const { minConfidence, needsReview, none, maxNone, corrected, stories, boilerplate } = filter;
  const said = [
    minConfidence !== undefined && `at least ${minConfidence} sure`,
    none !== undefined && `at least ${none} unlike conflict news`,
    maxNone !== undefined && `at most ${maxNone} unlike conflict news`,
    needsReview !== undefined && `${needsReview ? '' : 'not '}to be reviewed`,
    corrected !== undefined && `${corrected ? '' : 'not '}labelled by a person`,
    stories === 'distinct' && 'without copies of articles',
    boilerplate !== undefined && (boilerplate ? 'boilerplate only' : 'without boilerplate'),
  ];
  return said.filter((part) => part !== false);
}

const quoted = (text: string): string => `“${text}”`;
