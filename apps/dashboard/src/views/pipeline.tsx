import { useEffect, useState, type JSX } from 'react';

import { getLedgerProof, getPipeline } from '../api/client.js';
import type { Pipeline } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { plural } from '../model/format.js';
import { problemsOf } from '../model/pipeline-health.js';
import { ApiLink } from '../parts/api-link.js';
import { GroupCard, LAG_SLOTS } from '../parts/group-card.js';
import { InstanceTable } from '../parts/instance-table.js';
import { Mark } from '../parts/mark.js';
import { Failed, Loading } from '../parts/notice.js';
import { OpenLetters } from '../parts/open-letters.js';
import { ProofCard } from '../parts/proof-card.js';

/** The proof reads whole tables: it is made when the view is opened, each minute, and when a person asks. */
const PROVE_EVERY_MS = 60_000;

/** Is it moving, and is nothing lost? For those who run it. */
export function PipelineView(): JSX.Element {
  const pipeline = useResource('pipeline', getPipeline);
  const proof = useResource('proof', getLedgerProof, PROVE_EVERY_MS);
  const { value, error } = pipeline;
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Pipeline</h1>
        {value === undefined ? null : <Verdict problems={problemsOf(value, Date.now())} />}
      </header>
      {error === undefined ? null : <Failed error={error} reload={pipeline.reload} />}
      {value === undefined ? error === undefined ? <Loading what="the groups" /> : null : <Seen pipeline={value} />}
      <ProofCard proof={proof} />
      <p className="small muted">
        As JSON:{' '}
        <ApiLink path="/v1/pipeline" file="pipeline.json">
          groups and instances
        </ApiLink>
        ,{' '}
        <ApiLink path="/v1/ledger/proof" file="proof.json">
          the proof
        </ApiLink>
      </p>
    </>
  );
}

function Verdict({ problems }: { readonly problems: readonly string[] }): JSX.Element {
  if (problems.length === 0) return <Mark condition="pass" says="Everything moves" />;
  return <Mark condition="fail" says={`${plural(problems.length, 'thing')} wrong`} />;
}

function Seen({ pipeline }: { readonly pipeline: Pipeline }): JSX.Element {
  const now = Date.now();
  const lags = useLags(pipeline);
  const problems = problemsOf(pipeline, now);
  return (
    <>
      {problems.length === 0 ? null : (
        <ul className="notice failed problems">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {pipeline.groups.length === 0 ? (
        <p className="notice loading">Kafka has not been measured yet.</p>
      ) : (
        pipeline.groups.map((group) => <GroupCard key={group.group} group={group} lags={lags.get(group.group) ?? []} />)
      )}
      <InstanceTable instances={pipeline.instances} now={now} />
      <OpenLetters letters={pipeline.deadLetters} />
    </>
  );
}

/** What each group had to do at the last measurements that this page has seen. */
function useLags({ kafka: { measuredAt }, groups }: Pipeline): ReadonlyMap<string, readonly number[]> {
  const [lags, setLags] = useState<ReadonlyMap<string, readonly number[]>>(new Map());
  useEffect(() => {
    if (measuredAt === null) return;
    setLags(
      (before) =>
        new Map(groups.map(({ group, lag }) => [group, [...(before.get(group) ?? []), lag].slice(-LAG_SLOTS)])),
    );
    // One measurement is one moment, however often it is asked for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [measuredAt]);
  return lags;
}
