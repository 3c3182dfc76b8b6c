import { readFilter, type SentenceFilter } from './sentence-filter.js';
import {
  type LetterFilter,
  letterParameters,
  type LetterPlace,
  readLetterFilter,
  readLetterPlace,
} from './letter-route.js';

/** What the page shows. All of it stands in the address, so that every view can be linked to and gone back to. */
export type Route =
  | { readonly view: 'now' }
  | {
      readonly view: 'sentences';
      readonly filter: SentenceFilter;
      readonly sort?: SentenceSort;
      readonly evidence: boolean;
    }
  | {
      readonly view: 'timeline';
      readonly filter: SentenceFilter;
      readonly bucket: BucketSize;
      /** Shares of all sentences instead of counts. */
      readonly share: boolean;
    }
  | { readonly view: 'sources'; readonly days: SourceDays }
  | { readonly view: 'articles'; readonly filter: SentenceFilter; /** Words of the title. */ readonly title?: string }
  /** Two sets of sentences, side by side. */
  | { readonly view: 'compare'; readonly a: SentenceFilter; readonly b: SentenceFilter }
  | { readonly view: 'pipeline' }
  | { readonly view: 'quality' }
  | {
      readonly view: 'article';
      readonly articleId: string;
      /** Left out: the current one. */
      readonly revision?: string;
      /** Index of the chosen sentence. */
      readonly sentence?: number;
      readonly evidence: boolean;
    }
  | { readonly view: 'dead-letters'; readonly filter: LetterFilter }
  | ({ readonly view: 'dead-letter' } & LetterPlace)
  /** `sample`: with the article that comes with Sitrep. */
  | { readonly view: 'paste'; readonly sample: boolean }
  | { readonly view: 'unknown'; readonly path: string };

/** What the address of one view holds. */
export type RouteOf<View extends Route['view']> = Extract<Route, { readonly view: View }>;

/** How long the buckets of a timeline are. */
export const BUCKET_SIZES = ['hour', 'day', 'week'] as const;

/** One of {@link BUCKET_SIZES}. */
export type BucketSize = (typeof BUCKET_SIZES)[number];

/** Days up to now. */
export const SOURCE_DAYS = [1, 7, 28] as const;

/** One of {@link SOURCE_DAYS}. */
export type SourceDays = (typeof SOURCE_DAYS)[number];

/** What a list of sentences can be sorted by, and which way. Left out: the latest stored first. */
export const SENTENCE_SORTS = [
  'published-desc',
  'published-asc',
  'received-desc',
  'labelled-desc',
  'confidence-asc',
  'confidence-desc',
] as const;

/** One of {@link SENTENCE_SORTS}. */
export type SentenceSort = (typeof SENTENCE_SORTS)[number];

/** Reads the part of the address after `#`. What it cannot read of the parameters it leaves out. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = cutOnce(hash.replace(/^#/, ''), '?');
  const parameters = new URLSearchParams(search);
  const evidence = parameters.get('why') === '1';
  const [first = '', ...rest] = path.replace(/^\//, '').split('/');
  const last = decode(rest.join('/'));
  if (first === '' && last === '') return { view: 'now' };
  if (first === 'sentences' && last === '') {
    const sort = SENTENCE_SORTS.find((known) => known === parameters.get('sort'));
    return { view: 'sentences', filter: readFilter(parameters), evidence, ...(sort !== undefined && { sort }) };
  }
  if (first === 'timeline' && last === '') return timelineIn(parameters);
  if (first === 'sources' && last === '') {
    return { view: 'sources', days: SOURCE_DAYS.find((known) => String(known) === parameters.get('days')) ?? 7 };
  }
  if (first === 'compare' && last === '')
    return { view: 'compare', a: sideIn(parameters, 'a'), b: sideIn(parameters, 'b') };
  if (first === 'articles' && last === '') {
    const title = parameters.get('title');
    return {
      view: 'articles',
      filter: readFilter(parameters),
      ...(title !== null && title.trim() !== '' && { title }),
    };
  }
  if (first === 'pipeline' && last === '') return { view: 'pipeline' };
  if (first === 'paste' && last === '') return { view: 'paste', sample: parameters.get('sample') === '1' };
  if (first === 'dead-letters' && last === '') return { view: 'dead-letters', filter: readLetterFilter(parameters) };
  const letter = first === 'dead-letters' ? readLetterPlace(rest) : undefined;
  if (letter !== undefined) return { view: 'dead-letter', ...letter };
  if (first === 'quality' && last === '') return { view: 'quality' };
  if (first !== 'articles' || last === undefined) return { view: 'unknown', path };
  const revision = parameters.get('revision');
  const sentence = indexOf(parameters.get('s'));
  return {
    view: 'article',
    articleId: last,
    evidence,
    ...(revision !== null && { revision }),
    ...(sentence !== undefined && { sentence }),
  };
}

/** Writes the address of a route, `#` included. */
export function hrefOf(route: Route): string {
  if (route.view === 'now') return '#/';
  if (route.view === 'articles') return withParameters('#/articles', { ...route.filter, title: route.title });
  if (route.view === 'compare') return compareHref(route.a, route.b);
  if (route.view === 'pipeline') return '#/pipeline';
  if (route.view === 'quality') return '#/quality';
  if (route.view === 'timeline') return hrefOfTimeline(route);
  if (route.view === 'sources') return withParameters('#/sources', { days: without(String(route.days), '7') });
  if (route.view === 'unknown') return `#${route.path}`;
  if (route.view === 'paste') return withParameters('#/paste', { sample: flag(route.sample) });
  if (route.view === 'dead-letter') return `#/dead-letters/${route.topic}/${route.partition}/${route.offset}`;
  if (route.view === 'dead-letters') return withParameters('#/dead-letters', letterParameters(route.filter));
  const why = flag(route.evidence);
  if (route.view === 'sentences') {
    return withParameters('#/sentences', { ...route.filter, sort: route.sort, why });
  }
  const { articleId, revision, sentence } = route;
  return withParameters(`#/articles/${encodeURIComponent(articleId)}`, { revision, s: sentence?.toString(), why });
}

/** The address of a list of dead letters. */
export const lettersHref = (filter: LetterFilter): string => hrefOf({ view: 'dead-letters', filter });

/** The address of a dead letter. */
export const letterHref = ({ topic, partition, offset }: LetterPlace): string =>
  hrefOf({ view: 'dead-letter', topic, partition, offset });

/** The address of the list of sentences that pass a filter. */
export const sentencesHref = (filter: SentenceFilter = {}): string =>
  hrefOf({ view: 'sentences', filter, evidence: false });

/** The address of the timeline of the sentences that pass a filter. */
export const timelineHref = (filter: SentenceFilter = {}, bucket: BucketSize = 'day'): string =>
  hrefOf({ view: 'timeline', filter, bucket, share: false });

/** The address of two sets of sentences side by side. */
export const compareHref = (a: SentenceFilter, b: SentenceFilter): string =>
  withParameters('#/compare', Object.fromEntries([...sideOf(a, 'a'), ...sideOf(b, 'b')]));

/** The address of the list of articles. */
export const articlesHref = (filter: SentenceFilter = {}): string => hrefOf({ view: 'articles', filter });

/** The address of an article, at one of its sentences when that is named. */
export const articleHref = (articleId: string, sentence?: number, revision?: string): string =>
  hrefOf({
    view: 'article',
    articleId,
    evidence: false,
    ...(sentence !== undefined && { sentence }),
    ...(revision !== undefined && { revision }),
  });

const sideOf = (filter: SentenceFilter, side: 'a' | 'b') =>
  Object.entries(filter).map(([name, value]) => [`${side}.${name}`, value] as const);

function sideIn(parameters: URLSearchParams, side: 'a' | 'b'): SentenceFilter {
  const own = [...parameters].filter(([name]) => name.startsWith(`${side}.`));
  return readFilter(new URLSearchParams(own.map(([name, value]) => [name.slice(2), value])));
}

function timelineIn(parameters: URLSearchParams): Route {
  return {
    view: 'timeline',
    filter: readFilter(parameters),
    bucket: BUCKET_SIZES.find((known) => known === parameters.get('bucket')) ?? 'day',
    share: parameters.get('share') === '1',
  };
}

const hrefOfTimeline = ({ filter, bucket, share }: RouteOf<'timeline'>): string =>
  withParameters('#/timeline', { ...filter, bucket: without(bucket, 'day'), share: flag(share) });

const without = (value: string, usual: string): string | undefined => (value === usual ? undefined : value);

const flag = (on: boolean): string | undefined => (on ? '1' : undefined);

function withParameters(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

function indexOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function cutOnce(text: string, at: string): readonly string[] {
  const cut = text.indexOf(at);
  return cut === -1 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
