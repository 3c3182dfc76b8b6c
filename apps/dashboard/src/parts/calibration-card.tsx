import type { JSX } from 'react';

import { getAgreement, getModelCard } from '../api/quality.js';
import type { ModelCard } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { count, percent } from '../model/format.js';
import { WideTable } from './wide-table.js';

const EVERY_MS = 30_000;

interface Point {
  /** What the model said, and what turned out. */
  readonly said: number;
  readonly right: number;
  readonly n: number;
}

/** Whether 80 % sure means right in 80 of 100: by the model's own card, and by what people have said here. */
export function CalibrationCard({ model }: { readonly model: string }): JSX.Element {
  const card = useResource(`card ${model}`, (signal) => getModelCard(model, signal), EVERY_MS);
  const agreement = useResource(`agreement ${model}`, (signal) => getAgreement(model, signal), EVERY_MS);
  const people = (agreement.value?.items[0]?.byConfidence ?? []).flatMap(({ mean, share, n }): Point[] =>
    share === null ? [] : [{ said: mean, right: share, n }],
  );
  const own = card.value ?? undefined;
  const set = own?.scores.find(({ set: name }) => name === 'development') ?? own?.scores[0];
  const measured = (set?.calibration ?? []).map((bin) => ({
    said: bin.meanConfidence,
    right: bin.accuracy,
    n: bin.count,
  }));
  return (
    <section className="card" aria-labelledby="calibration">
      <h2 id="calibration">Calibration</h2>
      {card.value === undefined && card.error === undefined ? <p className="muted">Loading …</p> : null}
      {card.value === null ? <p>This model came without a card.</p> : null}
      {card.error === undefined ? null : <p className="muted">{card.error.message}</p>}
      {own === undefined ? null : <CardFacts card={own} />}
      {measured.length + people.length === 0 ? null : (
        <figure className="calibration">
          <Chart measured={measured} people={people} />
          <figcaption className="small">
            <span className="mark-card" aria-hidden="true">
              ●
            </span>{' '}
            the card{set === undefined ? '' : `: ${set.set}, ${count(set.count)} sentences`}
            <br />
            <span className="mark-people" aria-hidden="true">
              ◆
            </span>{' '}
            people here:{' '}
            {people.length === 0 ? 'no verdicts yet' : `${count(people.reduce((sum, { n }) => sum + n, 0))} verdicts`}
            <br />
            <span className="muted">On the line, as sure means as often right.</span>
          </figcaption>
        </figure>
      )}
      {measured.length === 0 ? null : <Figures points={measured} />}
    </section>
  );
}

function CardFacts({ card }: { readonly card: ModelCard }): JSX.Element {
  return (
    <WideTable
      name="Scores of the model's card"
      columns={['Measured on', 'Sentences', 'Accuracy', 'Macro-F1', 'Acceptable', 'Calibration error', 'To review']}
    >
      {card.scores.map((one) => (
        <tr key={one.set}>
          <th scope="row">{one.set}</th>
          <td className="number">{count(one.count)}</td>
          {[one.accuracy, one.macroF1, one.acceptable, one.ece, one.review].map((value, nth) => (
            <td key={nth} className="number">
              {value.toFixed(3)}
            </td>
          ))}
        </tr>
      ))}
    </WideTable>
  );
}

const SIZE = 100;

function Chart({
  measured,
  people,
}: {
  readonly measured: readonly Point[];
  readonly people: readonly Point[];
}): JSX.Element {
  const at = (share: number): number => share * SIZE;
  return (
    <svg viewBox={`-4 -4 ${SIZE + 8} ${SIZE + 8}`} aria-hidden="true">
      <rect className="bar-track" width={SIZE} height={SIZE} />
      <line className="chart-line" x1="0" y1={SIZE} x2={SIZE} y2="0" />
      {measured.map(({ said, right, n }) => (
        <circle key={said} className="dot-card" cx={at(said)} cy={SIZE - at(right)} r={radius(n)} />
      ))}
      {people.map(({ said, right, n }) => (
        <path key={said} className="dot-people" d={diamond(at(said), SIZE - at(right), radius(n))} />
      ))}
    </svg>
  );
}

/** More sentences, a larger mark; none so small that it is not seen. */
const radius = (n: number): number => Math.min(4.5, 1.8 + Math.log10(1 + n));

const diamond = (x: number, y: number, r: number): string =>
  `M${x} ${y - r} ${x + r} ${y} ${x} ${y + r} ${x - r} ${y}z`;

function Figures({ points }: { readonly points: readonly Point[] }): JSX.Element {
  return (
    <details>
      <summary>The card as a table</summary>
      <WideTable name="Calibration by confidence" columns={['Mean confidence', 'Right', 'Sentences']}>
        {points.map(({ said, right, n }) => (
          <tr key={said}>
            <th scope="row">{percent(said)}</th>
            <td className="number">{percent(right)}</td>
            <td className="number">{count(n)}</td>
          </tr>
        ))}
      </WideTable>
    </details>
  );
}
