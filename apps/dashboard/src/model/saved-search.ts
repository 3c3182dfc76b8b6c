import type { AlertRule, NewSearch } from '../api/types.js';
import { count } from './format.js';
import { partsOf, queryOf, type SentenceFilter } from './sentence-filter.js';

/** What a filter lets pass, in a few words. @param zone its times are said in it */
export function filterWords(filter: SentenceFilter, zone: string): string {
  const { label, q, needsReview } = filter;
  const words = [
    label,
    q === undefined ? undefined : `“${q}”`,
    needsReview === undefined ? undefined : needsReview === 'true' ? 'to be reviewed' : 'not to be reviewed',
    ...partsOf(filter, zone).map(({ text }) => text),
  ].filter((word) => word !== undefined);
  return words.length === 0 ? 'every sentence' : words.join(', ');
}

/** When a search gives alarm, in words. */
export function ruleWords(rules: readonly AlertRule[]): string {
  const words = rules.map((rule) =>
    rule.kind === 'count'
      ? `more than ${count(rule.moreThan)} in ${count(rule.withinMinutes)} min`
      : 'none come though some usually do',
  );
  return words.length === 0 ? 'gives no alarm' : `alarm when ${words.join(', or ')}`;
}

type CountRule = Extract<AlertRule, { readonly kind: 'count' }>;

/** The rules of a search as its form has them: one of each kind, and those that it has no room for. */
export interface RuleChoices {
  readonly count: CountRule | undefined;
  readonly silence: boolean;
  readonly others: readonly AlertRule[];
}

/** What a form begins with. */
export function choicesOf(rules: readonly AlertRule[]): RuleChoices {
  const count = rules.find((rule) => rule.kind === 'count');
  const others = rules.filter((rule) => rule !== count && rule.kind !== 'silence');
  return { count, silence: rules.some(({ kind }) => kind === 'silence'), others };
}

/** What a form says is to be saved. @param others rules that the form has no room for */
export function searchIn(fields: FormData, filter: SentenceFilter, others: readonly AlertRule[] = []): NewSearch {
  const name = fields.get('name');
  const [moreThan = 0, withinMinutes = 0] = ['moreThan', 'withinMinutes'].map((each) => Number(fields.get(each)));
  const rules: AlertRule[] = [];
  if (fields.has('count')) rules.push({ kind: 'count', moreThan, withinMinutes });
  if (fields.has('silence')) rules.push({ kind: 'silence' });
  return { name: typeof name === 'string' ? name.trim() : '', filter: queryOf(filter), rules: [...rules, ...others] };
}
