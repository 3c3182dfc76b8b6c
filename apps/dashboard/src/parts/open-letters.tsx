import type { JSX } from 'react';

import type { Pipeline } from '../api/types.js';
import { count } from '../model/format.js';
import { lettersHref } from '../model/route.js';
import { When } from './when.js';
import { numbers, WideTable } from './wide-table.js';

/** Dead letters that nobody has dealt with, by the topic they came from and by reason. */
export function OpenLetters({ letters }: { readonly letters: Pipeline['deadLetters'] }): JSX.Element {
  return (
    <section className="card" aria-labelledby="open-letters">
      <h2 id="open-letters">Open dead letters</h2>
      {letters === null ? <p className="muted">The database does not answer.</p> : null}
      {letters?.length === 0 ? <p className="muted">None.</p> : null}
      {letters === null || letters.length === 0 ? null : (
        <WideTable
          name="Table of open dead letters"
          className="ledger"
          columns={['Topic', 'Reason', numbers('Open'), 'Newest']}
        >
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
        </WideTable>
      )}
    </section>
  );
}
