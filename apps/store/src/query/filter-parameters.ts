import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { CLOCKS } from '../domain/clock.js';
import { normalFilter, type SentenceFilter } from '../domain/sentence-filter.js';
import { ProblemError } from './http/problem.js';

/** Longest text of a search, in UTF-16 code units. */
const MAX_SEARCH = 512;

export const yesOrNo = (description: string) =>
  z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional()
    .meta({ description });

const share = (description: string) =>
  z
    .string()
    .regex(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, 'is not a number from 0 to 1 with at most six decimals')
    .transform(Number)
    .optional()
    .meta({ description, type: 'number', minimum: 0, maximum: 1, examples: [0.8] });

const name = (longest: number, description: string, example: string) =>
  z
    .string()
    .min(1)
    .max(longest)
    .optional()
    .meta({ description, examples: [example] });

export const search = (description: string, example: string) => name(MAX_SEARCH, description, example);

const time = (description: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], {
      error: 'is not a date, nor a time with its offset, as 2026-01-31T09:30:00Z',
    })
    .transform((given) => new Date(given))
    .refine((date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999, 'is out of range')
    .transform((date) => date.toISOString())
    .optional()
    .meta({ description, type: 'string', examples: ['2026-01-31T09:30:00Z'] });

/** Of every route that takes a filter, to be spread into its `z.strictObject`. See {@link SentenceFilter}. */
export const filterParameters = {
  label: z
    .enum(LABELS)
    .optional()
    .meta({ description: 'Only sentences with this label', examples: ['military'] }),
  minConfidence: share('Only sentences whose model is at least so sure, and those that a person has labelled'),
  needsReview: yesOrNo('Only sentences that a person should, or need not, look at'),
  none: share('Only sentences that are, to their model, at least so unlike conflict news'),
  maxNone: share('Only sentences that are at most so unlike conflict news, and those that a person has labelled'),
  corrected: yesOrNo('Only sentences whose label is, or is not, a person’s'),
  source: name(2_000, 'Only sentences of articles from this source', 'Example News'),
  language: name(64, 'Only sentences of articles in this language, as the article names it', 'en'),
  article: name(512, 'Only sentences of the article with this id', 'a-1'),
  from: time('Only sentences with a time of `clock` at or after this one. A date is its first moment in UTC.'),
  to: time('Only sentences with a time of `clock` before this one. A date is its first moment in UTC.'),
  clock: z
    .enum(CLOCKS)
    .optional()
    .meta({
      description:
        'What `from` and `to` are times of; left out, `published`. A sentence without that time is left out: no other stands in for it.',
      examples: ['received'],
    }),
  q: search(
    'Only sentences with these English words, in any form of them: `"a phrase"`, `or`, `-without` are understood',
    '"armoured convoy" border -exercise',
  ),
  state: z.enum(['current', 'superseded']).optional().meta({
    description:
      'Of texts that are current, or of those that no longer are: another text of the article came, or it was retracted. Left out: current.',
  }),
  stories: z
    .enum(['all', 'distinct'])
    .optional()
    .meta({ description: '`distinct` leaves out articles that are copies of an earlier one. Left out: all.' }),
  boilerplate: yesOrNo('Only sentences that do, or do not, stand in many articles of their source'),
};

const filterSchema = z.strictObject(filterParameters);

/**
 * The filter among the parameters of a route, without what says nothing.
 *
 * @throws ProblemError when its parts contradict each other
 */
export function filterIn(parameters: SentenceFilter): SentenceFilter {
  const filter = normalFilter(parameters);
  const { from, to, none, maxNone } = filter;
  if (from !== undefined && to !== undefined && from >= to) throw contradiction('to', 'is not after from');
  if (none !== undefined && maxNone !== undefined && none > maxNone) throw contradiction('maxNone', 'is below none');
  return filter;
}

/**
 * Reads a query string back that `queryOf` made, or that a person wrote.
 *
 * @throws ProblemError when it is no filter
 */
export function parseFilter(query: string): SentenceFilter {
  const given = new URLSearchParams(query);
  const parameters = Object.fromEntries(given);
  if (Object.keys(parameters).length !== given.size) {
    throw new ProblemError('invalid-request', 'A parameter of the filter is given more than once.');
  }
  const result = filterSchema.safeParse(parameters);
  if (result.success) return filterIn(result.data);
  const parts = result.error.issues.map(({ path, message }) => ({ parameter: String(path[0] ?? ''), detail: message }));
  throw new ProblemError('invalid-request', 'Some of the filter is not as it must be: see errors.', parts);
}

const contradiction = (parameter: string, detail: string): ProblemError =>
  new ProblemError('invalid-request', `The parameter ${parameter} does not fit the others.`, [{ parameter, detail }]);
