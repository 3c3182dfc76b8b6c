import { useEffect, useRef, useState, type JSX } from 'react';

import { getHealth, getLedger, getSentences } from '../api/client.js';
import type { Ledger, Sentence } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { rate } from '../model/format.js';
import { labelMixOf } from '../model/label-mix.js';
import { perSecond, steps, withReading, type Reading } from '../model/rate-window.js';
import { sentencesHref } from '../model/route.js';
import { HealthLine } from '../parts/health-line.js';
import { LabelCards } from '../parts/label-cards.js';
import { LatestSentences } from '../parts/latest-sentences.js';
import { Failed, FirstSteps, Loading } from '../parts/notice.js';
import { PipelineStrip } from '../parts/pipeline-strip.js';
import { Sparkline } from '../parts/sparkline.js';

const LATEST = 200;
const RATE_WINDOW_MS = 60_000;
const RATE_SLOTS = 30;

/** What is happening, and is it moving. */
export function NowView(): JSX.Element {
  const ledger = useResource('ledger', getLedger);
  const health = useResource('health', getHealth);
  const latest = useLatest(ledger.value);
  const readings = useReadings(ledger.value);
  const { value } = ledger;
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Now</h1>
        <HealthLine health={health.value} error={health.error} />
      </header>
      {value !== undefined && value.records.received === 0 && value.stored === 0 ? <FirstSteps /> : null}
      {value === undefined ? (
        ledger.error ? (
          <Failed error={ledger.error} reload={ledger.reload} />
        ) : (
          <Loading what="the ledger" />
        )
      ) : (
        <PipelineStrip ledger={value} />
      )}
      {latest !== undefined && latest.length > 0 ? (
        <>
          <div className="now-columns">
            <LabelCards mix={labelMixOf(latest)} isAll={latest.length < LATEST} />
            <LiveRate readings={readings} />
          </div>
          <LatestSentences sentences={latest.slice(0, 20)} />
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

/** The latest sentences, asked for again only when the ledger says that something was stored. */
function useLatest(ledger: Ledger | undefined): readonly Sentence[] | undefined {
  const kept = useRef<{ readonly stored: string; readonly items: readonly Sentence[] }>(undefined);
  // What moves when sentences are stored, superseded or withdrawn.
  const moved = ledger && `${ledger.stored} ${ledger.records.received}`;
  const { value } = useResource('latest', async (signal) => {
    if (moved !== undefined && kept.current?.stored === moved) return kept.current.items;
    const { items } = await getSentences({ limit: LATEST }, signal);
    if (moved !== undefined) kept.current = { stored: moved, items };
    return items;
  });
  return value;
}

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
