import type { JSX } from 'react';

import { getAgreement } from '../api/quality.js';
import { LABELS, type ModelAgreement } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { useWords } from '../hooks/use-corrections.js';
import { count } from '../model/format.js';
import { labelName, LabelBadge } from './label-badge.js';
import { RateLine } from './rate-line.js';
import { WideTable } from './wide-table.js';

const EVERY_MS = 10_000;
const SOURCES = 8;

/** How often a model says what people say. */
export function AgreementCard({ model }: { readonly model: string }): JSX.Element {
  const { said } = useWords();
  const { value, error } = useResource(
    `agreement ${model} ${said.length}`,
    (signal) => getAgreement(model, signal),
    EVERY_MS,
  );
  const own = value?.items[0];
  return (
    <section className="card agreement" aria-labelledby="agreement">
      <h2 id="agreement">Agreement with people</h2>
      {value === undefined ? <p className="muted">{error?.message ?? 'Loading …'}</p> : null}
      {value !== undefined && own === undefined ? (
        <p>
          No person has labelled or confirmed a sentence of this model yet. Every correction counts here, and every
          confirmation: the same label, said by a person.
        </p>
      ) : null}
      {own === undefined ? null : <Figures agreement={own} />}
    </section>
  );
}

function Figures({ agreement }: { readonly agreement: ModelAgreement }): JSX.Element {
  const { sure, review, byLabel, bySource, confusion } = agreement;
  return (
    <>
      <dl className="rates">
        <dt>In all</dt>
        <dd>
          <RateLine rate={agreement} />
        </dd>
        <dt>Where the model was sure</dt>
        <dd>
          <RateLine rate={sure} />
        </dd>
        <dt>Where it asked for a person</dt>
        <dd>
          <RateLine rate={review} />
        </dd>
        {byLabel.map((one) => (
          <div key={one.label} className="rate-row">
            <dt>
              <LabelBadge label={one.label} named />
            </dt>
            <dd>
              <RateLine rate={one} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>What people say, what the model said</h3>
      <Confusion
        rows="People"
        columns="Model"
        cell={(person, said) => confusion.find((one) => one.person === person && one.model === said)?.count ?? 0}
      />
      <h3>By source</h3>
      <dl className="rates">
        {bySource.slice(0, SOURCES).map((one) => (
          <div key={one.source ?? ''} className="rate-row">
            <dt>
              <bdi dir="auto">{one.source ?? 'Unknown source'}</bdi>
            </dt>
            <dd>
              <RateLine rate={one} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface ConfusionProps {
  readonly rows: string;
  readonly columns: string;
  readonly cell: (row: (typeof LABELS)[number], column: (typeof LABELS)[number]) => number;
}

/** A table of what the one says against what the other says; the diagonal is agreement. */
export function Confusion({ rows, columns, cell }: ConfusionProps): JSX.Element {
  const most = Math.max(1, ...LABELS.flatMap((row) => LABELS.map((column) => cell(row, column))));
  return (
    <WideTable
      name={`${rows} against ${columns}`}
      className="confusion"
      columns={[
        `${rows} ↓ ${columns} →`,
        ...LABELS.map((label) => ({ key: label, head: <LabelBadge label={label} /> })),
      ]}
    >
      {LABELS.map((row) => (
        <tr key={row}>
          <th scope="row">
            <LabelBadge label={row} /> {labelName(row)}
          </th>
          {LABELS.map((column) => (
            <td key={column} className={`number ${row === column ? 'agrees' : cell(row, column) > 0 ? 'differs' : ''}`}>
              <span className={`heat heat-${Math.ceil((cell(row, column) / most) * 4)}`}>
                {count(cell(row, column))}
              </span>
            </td>
          ))}
        </tr>
      ))}
    </WideTable>
  );
}
