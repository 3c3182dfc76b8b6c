import type { JSX } from 'react';

import type { PipelineGroup, PipelinePartition } from '../api/types.js';
import { age, count, plural, rate } from '../model/format.js';
import { judgeGroup } from '../model/pipeline-health.js';
import { Mark } from './mark.js';
import { Sparkline } from './sparkline.js';
import { numbers, WideTable } from './wide-table.js';

/** How many moments the small picture of the lag shows. */
export const LAG_SLOTS = 60;

/** A consumer group: how it is, how far and how fast, and each of its partitions. @param lags of the last moments */
export function GroupCard({
  group,
  lags,
}: {
  readonly group: PipelineGroup;
  readonly lags: readonly number[];
}): JSX.Element {
  const { group: name, members, state, lag, oldestSeconds, inPerSecond, outPerSecond, partitions } = group;
  const most = Math.max(1, ...partitions.map((partition) => partition.lag));
  return (
    <section className="card group" aria-labelledby={`group-${name}`}>
      <header>
        <h2 id={`group-${name}`}>{name}</h2>
        <Mark {...judgeGroup(group)} />
        <span className="muted small">
          {state}, {plural(members, 'member')}
        </span>
      </header>
      <dl className="account group-figures">
        <Figure name="To do" value={count(lag)} />
        <Figure name="Oldest waits" value={lag === 0 ? '–' : age(oldestSeconds * 1000)} />
        <Figure name="Come, a second" value={rateOf(inPerSecond)} />
        <Figure name="Done, a second" value={rateOf(outPerSecond)} />
        <div className="lag-picture">
          <dt>To do, as seen by this page</dt>
          <dd>
            <Sparkline values={lags} slots={LAG_SLOTS} />
          </dd>
        </div>
      </dl>
      <WideTable
        name={`Partitions of ${name}`}
        className="ledger partitions"
        columns={[
          'Partition',
          numbers('To do'),
          { key: 'share', head: <span className="sr-only">Share of the most</span> },
          ...['Oldest', 'Come/s', 'Done/s', 'Done up to', 'End'].map(numbers),
        ]}
      >
        {partitions.map((partition) => (
          <PartitionRow key={`${partition.topic}/${partition.partition}`} partition={partition} most={most} />
        ))}
      </WideTable>
    </section>
  );
}

function PartitionRow({
  partition: { topic, partition, committed, end, lag, oldestSeconds, inPerSecond, outPerSecond },
  most,
}: {
  readonly partition: PipelinePartition;
  readonly most: number;
}): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <span className="muted">{topic}/</span>
        {partition}
      </th>
      <td className="number">{count(lag)}</td>
      <td aria-hidden="true">
        <svg className="bar lag-bar" viewBox="0 0 100 6" preserveAspectRatio="none">
          <rect className="bar-track" width="100" height="6" />
          <rect className="bar-value" width={(lag / most) * 100} height="6" />
        </svg>
      </td>
      <td className="number">{lag === 0 ? '–' : age(oldestSeconds * 1000)}</td>
      <td className="number">{rateOf(inPerSecond)}</td>
      <td className="number">{rateOf(outPerSecond)}</td>
      <td className="number">{committed === null ? '–' : count(committed)}</td>
      <td className="number">{count(end)}</td>
    </tr>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const rateOf = (perSecond: number | null): string => (perSecond === null ? '–' : rate(perSecond));
