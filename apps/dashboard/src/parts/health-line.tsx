import type { JSX } from 'react';

import type { Health } from '../api/types.js';

interface HealthLineProps {
  readonly health: Health | undefined;
  readonly error: Error | undefined;
}

/** Whether the store can do its work, and what each of its parts says. */
export function HealthLine({ health, error }: HealthLineProps): JSX.Element {
  if (error !== undefined) return <p className="health fail">◆ The store does not answer</p>;
  if (health === undefined) return <p className="health muted">Asking the store …</p>;
  const parts = Object.entries(health.checks ?? {}).flatMap(([name, checks]) =>
    checks.map(({ status, output }) => ({ name, status, output })),
  );
  const failing = parts.filter(({ status }) => status === 'fail');
  return (
    <details className={`health ${health.status}`}>
      <summary>
        {health.status === 'pass'
          ? '● The store is ready'
          : `◆ The store is not ready: ${failing.map(({ name }) => name).join(', ')}`}
      </summary>
      <ul>
        {parts.map(({ name, status, output }) => (
          <li key={name}>
            <span className={status === 'fail' ? 'fail' : 'pass'}>{status === 'fail' ? '◆' : '●'}</span> {name}
            {output === undefined || output === '' ? '' : `: ${output}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
