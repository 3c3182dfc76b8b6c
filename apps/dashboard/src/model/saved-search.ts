import type { AlertRule, NewSearch } from '../api/types.js';
import { count } from './format.js';
import { partsOf, queryOf, type SentenceFilter } from './sentence-filter.js';

/** What a filter lets pass, in a few words. */
export function filterWords(filter: SentenceFilter): string {
  const { label, q, needsReview } = filter;
  const words = [
    label,
    q === undefined ? undefined : `“${q}”`,
    needsReview === undefined ? undefined : needsReview === 'true' ? 'to be reviewed' : 'not to be reviewed',
    ...partsOf(filter).map(({ text }) => text),
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

/** What a form says is to be saved. */
export function searchIn(fields: FormData, filter: SentenceFilter): NewSearch {
  const name = fields.get('name');
  const [moreThan = 0, withinMinutes = 0] = ['moreThan', 'withinMinutes'].map((each) => Number(fields.get(each)));
  const rules: AlertRule[] = [];
  if (fields.has('count')) rules.push({ kind: 'count', moreThan, withinMinutes });
  if (fields.has('silence')) rules.push({ kind: 'silence' });
  return { name: typeof name === 'string' ? name.trim() : '', filter: queryOf(filter), rules };
}
