import type { JSX } from 'react';

import type { PipelineInstance } from '../api/types.js';
import { age } from '../model/format.js';
import { conditionOf } from '../model/pipeline-health.js';
import { Mark } from './mark.js';
import { numbers, WideTable } from './wide-table.js';

/** Each running instance of each service, as it says itself. @param now milliseconds since 1970 */
export function InstanceTable({
  instances,
  now,
}: {
  readonly instances: readonly PipelineInstance[];
  readonly now: number;
}): JSX.Element {
  return (
    <section className="card" aria-labelledby="instances">
      <h2 id="instances">Instances</h2>
      {instances.length === 0 ? (
        <p className="muted">No instance has been heard yet. Each tells every 5 s how it is.</p>
      ) : (
        <WideTable
          name="Table of instances"
          className="ledger instances"
          columns={['Instance', 'State', numbers('Partitions'), 'Progress', 'Heard', 'Runs for', 'Version', 'Host']}
        >
          {instances.map((instance) => (
            <InstanceRow key={instance.instanceId} instance={instance} now={now} />
          ))}
        </WideTable>
      )}
    </section>
  );
}

function InstanceRow({ instance, now }: { readonly instance: PipelineInstance; readonly now: number }): JSX.Element {
  const { instanceId, state, detail, partitions, lastProgressAt, seenAt, startedAt, version, host } = instance;
  const since = (instant: string): string => age(now - Date.parse(instant));
  return (
    <tr>
      <th scope="row">{instanceId}</th>
      <td>
        <Mark condition={conditionOf(instance)} says={state} />
        {state === 'running' ? null : (
          <small className="muted instance-detail"> {state === 'silent' ? `it last said: ${detail}` : detail}</small>
        )}
      </td>
      <td className="number">{partitions}</td>
      <td>{lastProgressAt === null ? '–' : `${since(lastProgressAt)} ago`}</td>
      <td>{since(seenAt)} ago</td>
      <td>{since(startedAt)}</td>
      <td>{version}</td>
      <td>{host}</td>
    </tr>
  );
}
