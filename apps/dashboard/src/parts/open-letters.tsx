import type { JSX } from 'react';

import type { Pipeline } from '../api/types.js';
import { count } from '../model/format.js';
import { lettersHref } from '../model/route.js';
import { When } from './when.js';

/** Dead letters that nobody has dealt with, by the topic they came from and by reason. */
export function OpenLetters({ letters }: { readonly letters: Pipeline['deadLetters'] }): JSX.Element {
  return (
    <section className="card" aria-labelledby="open-letters">
      <h2 id="open-letters">Open dead letters</h2>
      {letters === null ? <p className="muted">The database does not answer.</p> : null}
      {letters?.length === 0 ? <p className="muted">None.</p> : null}
      {letters === null || letters.length === 0 ? null : (
        <div className="table-scroll" role="region" aria-label="Table of open dead letters" tabIndex={0}>
          <table className="ledger">
            <thead>
              <tr>
                <th scope="col">Topic</th>
                <th scope="col">Reason</th>
                <th scope="col" className="number">
                  Open
                </th>
                <th scope="col">Newest</th>
              </tr>
            </thead>
            <tbody>
              {letters.map(({ topic, code, open, newest }) => (
                <tr key={`${topic} ${code}`}>
                  <th scope="row">{topic}</th>
                  <td>{code}</td>
                  <td className="number">
                    <a href={lettersHref({ status: 'open', topic, code })}>{count(open)}</a>
                  </td>
                  <td>
                    <When at={newest} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
