import { dice } from './dice.js';
import { CONTENT_WORDS } from './seed-words.js';

/** Makes addresses to ask, each time others; which is decided by the seed. */
type Questions = (nth: number) => string;

const roll = dice(7);
const LABELS = ['military', 'diplomatic', 'humanitarian'];
const LANGUAGES = ['en', 'en', 'fr', 'de', 'ar', 'uk', 'es'];

const label = () => `label=${LABELS[roll(LABELS.length)]}`;
const language = () => `language=${LANGUAGES[roll(LANGUAGES.length)]}`;
/** Large and small ones. */
const source = () => `source=Source+${1 + roll([10, 100, 400][roll(3)] ?? 400)}`;
const month = (clock: string) => {
  const from = new Date(Date.UTC(2024, roll(23), 1 + roll(28)));
  const to = new Date(from.getTime() + (1 + roll(60)) * 86_400_000);
  return `clock=${clock}&from=${from.toISOString()}&to=${to.toISOString()}`;
};
const word = (from: number, to: number) => CONTENT_WORDS[from + roll(to - from)] ?? 'war';
const oneOf =
  (makers: readonly (() => string)[]): Questions =>
  (nth) =>
    makers[nth % makers.length]!();

/** Pages of sentences with one to four filters, in every order that there is. */
export const filteredPage: Questions = oneOf([
  () => `/v1/sentences?${label()}`,
  () => `/v1/sentences?${source()}`,
  () => `/v1/sentences?${label()}&${source()}`,
  () => `/v1/sentences?${label()}&${language()}&minConfidence=0.9`,
  () => `/v1/sentences?${source()}&needsReview=true`,
  () => `/v1/sentences?${label()}&corrected=true`,
  () => `/v1/sentences?${label()}&${month('published')}`,
  () => `/v1/sentences?${source()}&${month('published')}`,
  () => `/v1/sentences?${label()}&${source()}&${language()}&${month('received')}`,
  () => `/v1/sentences?${language()}&${month('labelled')}&order=asc`,
  () => `/v1/sentences?${label()}&${language()}&sort=confidence`,
  () => `/v1/sentences?${label()}&${source()}&sort=published&stories=distinct&boilerplate=false`,
  () => `/v1/sentences?${label()}&${month('stored')}&none=0.5`,
  () => `/v1/sentences?${label()}&${source()}&limit=100&state=superseded`,
]);

/** Searches for common and rare words, each with another filter beside it. */
export const fullText: Questions = oneOf([
  () => `/v1/sentences?q=${word(0, 10)}&${label()}`,
  () => `/v1/sentences?q=${word(60, 110)}&${label()}`,
  () => `/v1/sentences?q=${word(60, 110)}+${word(60, 110)}&${label()}`,
  () => `/v1/sentences?q=${word(0, 30)}+${word(30, 110)}&${language()}`,
  () => `/v1/sentences?q=%22${word(0, 10)}+${word(0, 10)}%22&${label()}`,
  () => `/v1/sentences?q=${word(10, 60)}&${source()}`,
  () => `/v1/sentences?q=${word(60, 110)}&${month('published')}`,
  () => `/v1/sentences?q=${word(60, 110)}+-${word(0, 30)}&${label()}&${month('received')}`,
  () => `/v1/sentences?q=${word(60, 110)}+or+${word(60, 110)}&${source()}&${label()}`,
  () => `/v1/sentences?q=Kakavo${['ka', 'ran', 'tel', 'dor'][roll(4)]}&${label()}`,
]);

/** All sentences by time, in buckets of an hour to a week. */
export const timeline: Questions = oneOf([
  () => '/v1/stats/timeline?bucket=week&from=2024-01-01T00:00:00Z&to=2025-12-31T00:00:00Z',
  () => '/v1/stats/timeline?bucket=day&from=2024-01-01T00:00:00Z&to=2025-12-31T00:00:00Z',
  () => '/v1/stats/timeline?bucket=day&from=2025-01-01T00:00:00Z&to=2025-12-31T00:00:00Z&clock=received',
  () => '/v1/stats/timeline?bucket=hour&from=2025-06-01T00:00:00Z&to=2025-07-01T00:00:00Z',
]);

/** Single articles out of so many. */
export const article =
  (articles: number): Questions =>
  () => {
    const number = roll(articles);
    return `/v1/articles/bench-${number % 33 === 0 ? number + 1 : number}`;
  };
