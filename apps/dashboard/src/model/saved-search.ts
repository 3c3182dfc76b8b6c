import type { AlertRule } from '../api/types.js';
import { count } from './format.js';
import { partsOf, type SentenceFilter } from './sentence-filter.js';

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

/** The rules that a form asks for; a count only with whole numbers that the API takes. */
export function rulesIn(fields: FormData): readonly AlertRule[] {
  const [moreThan, withinMinutes] = ['moreThan', 'withinMinutes'].map((name) => Number(fields.get(name)));
  return [
    ...(fields.has('count')
      ? [{ kind: 'count', moreThan: moreThan ?? 0, withinMinutes: withinMinutes ?? 0 } as const]
      : []),
    ...(fields.has('silence') ? [{ kind: 'silence' } as const] : []),
  ];
}
