import { count, counted } from '../domain/count.js';
import { plain, table } from '../domain/table.js';
import type { Comparison, Models } from './ask-models.js';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The models as people read them. */
export function modelsText({ items, labelsAre, settling }: Models, screen: number): string {
  if (items.length === 0) return 'no labels are stored yet\n';
  const about = labelsAre === 'estimate' ? '~' : '';
  const rows = items.map((model) => [
    model.modelVersion,
    model.state,
    model.labels === null ? '?' : `${about}${count(model.labels)}`,
    model.firstSeen.slice(0, 10),
    model.lastSeen?.slice(0, 10) ?? '?',
  ]);
  const columns = [
    { head: 'model' },
    { head: 'state' },
    { head: 'labels', right: true },
    { head: 'first seen' },
    { head: 'last seen' },
  ];
  return `${table(columns, rows, screen)}${settling === null ? '' : `\n${settlingText(settling)}\n`}`;
}

/** How far the labels are settled, in one line. */
export const settlingText = ({ share, seen, changed, doneAt }: NonNullable<Models['settling']>): string =>
  doneAt === null
    ? `settling labels: ${percent(share)}, ${counted(seen, 'sentence')} seen, another label now: ${count(changed)}`
    : `labels are settled: ${counted(seen, 'sentence')} seen, another label since: ${count(changed)}`;

/** A comparison as people read it: a table of what is said against what, and examples. */
export function comparisonText(comparison: Comparison): string {
  const { a, b, sentences, sampled, agreement, review, cells, examples } = comparison;
  if (sentences === 0) return `no sentence has a label of both ${plain(a)} and ${plain(b)}\n`;
  const labels = ['military', 'diplomatic', 'humanitarian'] as const;
  const cell = (of: string, against: string): string => {
    const found = cells.find((one) => one.a === of && one.b === against);
    return found === undefined ? '0' : `${count(found.count)} (${percent(found.share)})`;
  };
  const columns = [{ head: 'a \\ b' }, ...labels.map((head) => ({ head, right: true }))];
  const rows = labels.map((of) => [of, ...labels.map((against) => cell(of, against))]);
  const sample = sampled < 1 ? `, a sample of ${percent(sampled)} of all` : '';
  return [
    `a  ${plain(a)}\nb  ${plain(b)}\n\n`,
    `${counted(sentences, 'sentence')} with both labels${sample}; the same in ${percent(agreement ?? 0)}\n`,
    `to review: a ${percent(review.a / sentences)}, b ${percent(review.b / sentences)}\n\n`,
    table(columns, rows),
    ...examples.map(exampleText),
  ].join('');
}

const exampleText = (example: Comparison['examples'][number]): string => {
  const person = example.personsLabel === null ? '' : `; a person: ${example.personsLabel}`;
  const confidences = `${example.confidenceA.toFixed(2)} → ${example.confidenceB.toFixed(2)}`;
  return `\n${example.a} → ${example.b} (${confidences}${person})\n  ${plain(example.text)}\n`;
};
