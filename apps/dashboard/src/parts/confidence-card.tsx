import type { JSX } from 'react';

import { getConfidence } from '../api/quality.js';
import { LABELS, type ConfidenceHistogram } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { count, percent } from '../model/format.js';
import { labelClass, labelName } from './label-badge.js';
import { WideTable } from './wide-table.js';

const EVERY_MS = 30_000;
const HEIGHT = 60;
const WIDTH = 100;

/** How sure a model is of what it labelled, as a histogram of stacked labels, and as a table for those who want figures. */
export function ConfidenceCard({ model }: { readonly model: string }): JSX.Element {
  const { value, error } = useResource(`confidence ${model}`, (signal) => getConfidence(model, signal), EVERY_MS);
  return (
    <section className="card" aria-labelledby="confidence">
      <h2 id="confidence">Confidence</h2>
      {value === undefined ? <p className="muted">{error?.message ?? 'Loading …'}</p> : <Histogram histogram={value} />}
    </section>
  );
}

function Histogram({ histogram: { bins, sampled } }: { readonly histogram: ConfidenceHistogram }): JSX.Element {
  // No label of three is chosen with less than a third.
  const shown = bins.filter(({ to }) => to > 0.3);
  const totals = shown.map(({ counts }) => LABELS.reduce((sum, label) => sum + counts[label], 0));
  const all = totals.reduce((sum, total) => sum + total, 0);
  const highest = Math.max(1, ...totals);
  const review = shown.reduce((sum, bin) => sum + bin.review, 0);
  if (all === 0) return <p>No current sentence has a label of this model that counts.</p>;
  const wide = WIDTH / shown.length;
  return (
    <figure className="histogram">
      <figcaption className="muted small">
        {count(all)} current sentences{sampled < 1 ? `, a sample of ${percent(sampled)} of all` : ''};{' '}
        {percent(review / all)} need a review.
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {shown.map((bin, nth) => {
          let top = HEIGHT;
          return LABELS.map((label) => {
            const height = (bin.counts[label] / highest) * HEIGHT;
            top -= height;
            return (
              <rect
                key={`${nth} ${label}`}
                className={`mix-part ${labelClass(label)}`}
                x={nth * wide + wide * 0.08}
                width={wide * 0.84}
                y={top}
                height={height}
              />
            );
          });
        })}
      </svg>
      <div className="axis muted small" aria-hidden="true">
        <span>{percent(shown[0]?.from ?? 0)}</span>
        <span>how sure</span>
        <span>100%</span>
      </div>
      <details>
        <summary>As a table</summary>
        <WideTable name="Confidence by label" columns={['Confidence', ...LABELS.map(labelName), 'To review']}>
          {shown.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">
                {percent(bin.from)}–{percent(bin.to)}
              </th>
              {LABELS.map((label) => (
                <td key={label} className="number">
                  {count(bin.counts[label])}
                </td>
              ))}
              <td className="number">{count(bin.review)}</td>
            </tr>
          ))}
        </WideTable>
      </details>
    </figure>
  );
}
