import type { JSX } from 'react';

import type { LedgerProof } from '../api/types.js';
import type { Resource } from '../hooks/use-resource.js';
import { useZone } from '../hooks/use-settings.js';
import { count, plural, timeOfDay } from '../model/format.js';
import type { Condition } from '../model/pipeline-health.js';
import { Mark } from './mark.js';
import { Failed, Loading } from './notice.js';

type Equation = LedgerProof['equations'][number];

const VERDICTS: Readonly<Record<LedgerProof['verdict'], { readonly condition: Condition; readonly says: string }>> = {
  holds: { condition: 'pass', says: 'Holds' },
  open: { condition: 'busy', says: 'Open' },
  unproven: { condition: 'busy', says: 'Not proven in time' },
  broken: { condition: 'fail', says: 'Broken' },
};

const IN_ALL: Readonly<Record<LedgerProof['verdict'], string>> = {
  holds: 'Nothing is lost and nothing is doubled',
  open: 'Something is on its way, or missing: time tells which',
  unproven: 'The database did not prove everything in time',
  broken: 'Something is wrong that time does not mend',
};

/** The equations that say that nothing is lost, each with what was found and how the database was asked. */
export function ProofCard({ proof }: { readonly proof: Resource<LedgerProof> }): JSX.Element {
  const { value, error, reload } = proof;
  return (
    <section className="card proof" aria-labelledby="proof">
      <header>
        <h2 id="proof">Nothing lost: the proof</h2>
        <button type="button" onClick={reload}>
          Prove it now
        </button>
      </header>
      {error === undefined ? null : <Failed error={error} reload={reload} />}
      {value === undefined ? error === undefined ? <Loading what="the proof" /> : null : <Proven proof={value} />}
    </section>
  );
}

function Proven({ proof: { verdict, provenAt, tookMs, equations } }: { readonly proof: LedgerProof }): JSX.Element {
  const zone = useZone();
  return (
    <>
      <p role="status">
        <Mark condition={VERDICTS[verdict].condition} says={IN_ALL[verdict]} />{' '}
        <span className="muted small">
          proven at <time dateTime={provenAt}>{timeOfDay(Date.parse(provenAt), zone)}</time>, in {count(tookMs)} ms
        </span>
      </p>
      <ul className="equations">
        {equations.map((equation) => (
          <li key={equation.id}>
            <EquationLine equation={equation} />
          </li>
        ))}
      </ul>
    </>
  );
}

function EquationLine({ equation }: { readonly equation: Equation }): JSX.Element {
  const { id, says, verdict, checked, exceptions, examples, sql } = equation;
  return (
    <details>
      <summary>
        <span className="equation-id">{id}</span> <Mark {...VERDICTS[verdict]} />{' '}
        <span className="equation-says">{says}</span>{' '}
        <span className="muted small">
          {checked === null || exceptions === null
            ? ''
            : `${count(checked)} checked, ${plural(exceptions, 'exception')}`}
        </span>
      </summary>
      {examples.length === 0 ? null : (
        <pre tabIndex={0} aria-label={`Exceptions to ${id}`}>
          {examples.map((example) => JSON.stringify(example)).join('\n')}
        </pre>
      )}
      <pre tabIndex={0} aria-label={`What the database was asked for ${id}`}>
        {trimmed(sql)}
      </pre>
    </details>
  );
}

/** The statement without the indentation that it has in the program. */
const trimmed = (sql: string): string =>
  sql
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/^ {2}/, ''))
    .join('\n');
