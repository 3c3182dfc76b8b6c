import { useEffect, useState, type JSX } from 'react';

import { getHealth, getLabelStats, getPipeline, getSentences } from '../api/client.js';
import type { LabelStats, Ledger, Sentence } from '../api/types.js';
import { useLedger, useMovedResource } from '../hooks/use-moved-resource.js';
import { useResource } from '../hooks/use-resource.js';
import { plural, rate } from '../model/format.js';
import { perSecond, steps, withReading, type Reading } from '../model/rate-window.js';
import { sentencesHref } from '../model/route.js';
import { HealthLine } from '../parts/health-line.js';
import { LabelCards } from '../parts/label-cards.js';
import { LatestSentences } from '../parts/latest-sentences.js';
import { Failed, FirstSteps, Loading } from '../parts/notice.js';
import { OpenAlarms } from '../parts/open-alarms.js';
import { PipelineStrip } from '../parts/pipeline-strip.js';
import { Polite } from '../parts/polite.js';
import { Sparkline } from '../parts/sparkline.js';

const LATEST = 20;
const RATE_WINDOW_MS = 60_000;
const RATE_SLOTS = 30;

/** What is happening, and is it moving. */
export function NowView(): JSX.Element {
  const ledger = useLedger();
  const pipeline = useResource('pipeline', getPipeline);
  const health = useResource('health', getHealth);
  const { value: latest } = useMovedResource('latest', ledger.value, latestSentences);
  const { value: stats } = useMovedResource('label stats', ledger.value, lastDay);
  const readings = useReadings(ledger.value);
  const { value } = ledger;
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Now</h1>
        <HealthLine health={health.value} error={health.error} />
        <OpenAlarms />
        {value === undefined ? null : (
          <Polite
            text={`${plural(value.stored, 'sentence')} stored, the ledger is ${value.balanced ? 'balanced' : 'open'}`}
          />
        )}
      </header>
      {value !== undefined && value.records.received === 0 && value.stored === 0 ? <FirstSteps /> : null}
      {value === undefined ? (
        ledger.error ? (
          <Failed error={ledger.error} reload={ledger.reload} />
        ) : (
          <Loading what="the ledger" />
        )
      ) : (
        <PipelineStrip ledger={value} groups={pipeline.value?.groups} />
      )}
      {latest !== undefined && latest.length > 0 ? (
        <>
          <div className="now-columns">
            {stats === undefined ? <Loading what="the last 24 hours" /> : <LabelCards stats={stats} />}
            <LiveRate readings={readings} />
          </div>
          <LatestSentences sentences={latest} />
        </>
      ) : null}
    </>
  );
}

function LiveRate({ readings }: { readonly readings: readonly Reading[] }): JSX.Element {
  const live = perSecond(readings);
  return (
    <section className="card live-rate" aria-labelledby="live-rate">
      <h2 id="live-rate">Live rate</h2>
      <p className="big">
        {live === undefined ? '–' : <a href={sentencesHref()}>{rate(live)}</a>} <small>sentences stored a second</small>
      </p>
      <Sparkline values={steps(readings)} slots={RATE_SLOTS} />
      <p className="muted">{live === undefined ? 'Measuring …' : 'Over the last minute, as seen by this page'}</p>
    </section>
  );
}

const latestSentences = async (signal: AbortSignal): Promise<readonly Sentence[]> =>
  (await getSentences({ limit: LATEST }, signal)).items;

/** By the time of reception: an article need not say when it was published. */
const lastDay = (signal: AbortSignal): Promise<LabelStats> => getLabelStats({ clock: 'received' }, signal);

/** What the ledger has counted as stored over the last minute. */
function useReadings(ledger: Ledger | undefined): readonly Reading[] {
  const [readings, setReadings] = useState<readonly Reading[]>([]);
  useEffect(() => {
    if (ledger === undefined) return;
    const reading = { at: Date.now(), total: ledger.stored };
    setReadings((before) => withReading(before, reading, RATE_WINDOW_MS));
  }, [ledger]);
  return readings;
}
