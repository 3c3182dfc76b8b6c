import type { JSX } from 'react';

import type { Models } from '../api/types.js';
import { count, percent } from '../model/format.js';
import { Bar } from './confidence.js';
import { When } from './when.js';
import { WideTable } from './wide-table.js';

/** Every model whose labels are stored, and what people decided about them. */
export function ModelList({ models: { items, labelsAre, settling, acts } }: { readonly models: Models }): JSX.Element {
  return (
    <section className="card models" aria-labelledby="models">
      <h2 id="models">Models</h2>
      <WideTable name="All models" columns={['Model', 'State', 'Labels', 'First seen', 'Last seen']}>
        {items.map((model) => (
          <tr key={model.modelVersion}>
            <th scope="row">
              <code>{model.modelVersion}</code>
            </th>
            <td>{model.state}</td>
            <td className="number">
              {model.labels === null ? '?' : `${labelsAre === 'estimate' ? '≈ ' : ''}${count(model.labels)}`}
            </td>
            <td>
              <When at={model.firstSeen} />
            </td>
            <td>
              <When at={model.lastSeen} />
            </td>
          </tr>
        ))}
      </WideTable>
      {settling === null || settling.doneAt !== null ? null : (
        <p className="settling">
          Labels are settled anew: {percent(settling.share)}, {count(settling.changed)} changed.
          <Bar value={settling.share} />
        </p>
      )}
      {acts.length === 0 ? null : (
        <ul className="acts small">
          {acts.slice(0, 5).map((one) => (
            <li key={`${one.at} ${one.modelVersion}`}>
              <When at={one.at} />: <bdi>{one.by}</bdi> {one.act === 'promote' ? 'promoted' : 'dropped'}{' '}
              <code>{one.modelVersion}</code>: <bdi dir="auto">{one.reason}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p className="muted small">
        <code>npx sitrep models promote VERSION --reason …</code> lets the labels of a model count, except where a
        person has spoken.
      </p>
    </section>
  );
}
