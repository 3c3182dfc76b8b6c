import { useId, type JSX } from 'react';

import { getFacets, getTerms, getTimeline } from '../api/client.js';
import { LABELS, type Facets, type TermStats, type Timeline } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { replaceRoute } from '../hooks/use-route.js';
import { useZone } from '../hooks/use-settings.js';
import { useSources } from '../hooks/use-sources.js';
import { aDay, bucketFor, spanOf, timeBefore, timesAsMany } from '../model/compare.js';
import { differenceOf, differenceWords, isClear, type Share } from '../model/difference.js';
import { count, percent, rate } from '../model/format.js';
import { sentencesHref, timelineHref, type RouteOf } from '../model/route.js';
import { filterWords } from '../model/saved-search.js';
import { queryOf, withParts, type SentenceFilter } from '../model/sentence-filter.js';
import { Choice, Days, Values, type ChangeParts } from '../parts/fields.js';
import { LabelBadge, labelName } from '../parts/label-badge.js';
import { Failed, Loading } from '../parts/notice.js';
import { SearchField } from '../parts/search-field.js';
import { Sparkline } from '../parts/sparkline.js';
import { TermList } from '../parts/term-list.js';
import { numbers, WideTable } from '../parts/wide-table.js';

/** These figures are asked for seldom: they count whole lists. */
const EVERY_MS = 30_000;
const TERMS = 15;

/** What is known of one of the two. */
interface Side {
  readonly filter: SentenceFilter;
  readonly facets: Facets;
  readonly terms: TermStats;
  readonly timeline: Timeline;
}

/** Two sets of sentences side by side: two sources, two periods, whatever a filter can say. */
export function CompareView({ route }: { readonly route: RouteOf<'compare'> }): JSX.Element {
  const { a, b } = route;
  const sources = useSources();
  const [first, second] = [useSide(a), useSide(b)];
  const failed = [first, second].find(({ value, error }) => value === undefined && error !== undefined);
  const before = timeBefore(a, Date.now());
  const change =
    (side: 'a' | 'b'): ChangeParts =>
    (parts) =>
      replaceRoute({ ...route, [side]: withParts(route[side], parts) });
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Compare</h1>
        <button type="button" onClick={() => replaceRoute({ ...route, a: b, b: a })}>
          Swap A and B
        </button>
        <button
          type="button"
          disabled={before === undefined}
          onClick={() => before && replaceRoute({ ...route, b: before })}
        >
          B: the same, in the time before
        </button>
      </header>
      <div className="sides">
        <SideFields name="A" filter={a} sources={sources} change={change('a')} isSearched />
        <SideFields name="B" filter={b} sources={sources} change={change('b')} />
      </div>
      {failed?.error === undefined ? null : <Failed error={failed.error} reload={failed.reload} />}
      {first.value === undefined || second.value === undefined ? (
        failed === undefined ? (
          <Loading what="both" />
        ) : null
      ) : (
        <Compared first={first.value} second={second.value} />
      )}
    </>
  );
}

function useSide(filter: SentenceFilter) {
  const zone = useZone();
  const bucket = bucketFor(filter, Date.now());
  return useResource(
    `compare ${queryOf(filter)} ${bucket} ${zone}`,
    async (signal): Promise<Side> => {
      const [facets, terms, timeline] = await Promise.all([
        getFacets(filter, signal),
        getTerms(filter, TERMS, signal),
        getTimeline(bucket, zone, filter, signal),
      ]);
      return { filter, facets, terms, timeline };
    },
    EVERY_MS,
  );
}

interface SideFieldsProps {
  readonly name: string;
  readonly filter: SentenceFilter;
  readonly sources: Facets['sources'] | undefined;
  readonly change: ChangeParts;
  /** `/` leads to its words. */
  readonly isSearched?: boolean;
}

function SideFields({ name, filter, sources, change, isSearched = false }: SideFieldsProps): JSX.Element {
  const id = useId();
  const zone = useZone();
  return (
    <search className="card side" aria-labelledby={id}>
      <h2 id={id}>
        {name} <bdi dir="auto">{filterWords(filter, zone)}</bdi>
      </h2>
      <SearchField words={filter.q ?? ''} hint={isSearched} onWords={(q) => change({ q })} />
      <div className="fields">
        <Choice label="Source" value={filter.source ?? ''} onChoice={(source) => change({ source })}>
          <Values values={sources} chosen={filter.source} />
        </Choice>
        <Choice label="Label" value={filter.label ?? ''} onChoice={(label) => change({ label })}>
          <option value="">Any</option>
          {LABELS.map((label) => (
            <option key={label} value={label}>
              {labelName(label)}
            </option>
          ))}
        </Choice>
        <Days filter={filter} change={change} />
      </div>
    </search>
  );
}

function Compared({ first, second }: { readonly first: Side; readonly second: Side }): JSX.Element {
  const shares = [first, second].map(({ timeline: { items } }) => {
    const sum = Math.max(
      1,
      items.reduce((total, item) => total + item.total, 0),
    );
    return items.map(({ total }) => total / sum);
  });
  const top = Math.max(...shares.flat(), Number.MIN_VALUE);
  return (
    <>
      <section className="card compared-figures" aria-labelledby="figures">
        <h2 id="figures">Figures</h2>
        <Figures first={first} second={second} />
      </section>
      <div className="sides">
        {[first, second].map((side, nth) => (
          <section key={nth} className="card side" aria-label={`Over time and terms of ${'AB'.charAt(nth)}`}>
            <h2>{'AB'.charAt(nth)} over time</h2>
            <Sparkline values={shares[nth] ?? []} slots={shares[nth]?.length ?? 1} top={top} />
            <p className="muted small">
              Share of its own sentences by {side.timeline.bucket}, both to the same height.{' '}
              <a href={timelineHref(side.filter, side.timeline.bucket)}>Its timeline</a>
            </p>
            <h2>Words that tell {'AB'.charAt(nth)} from all else</h2>
            <TermList filter={side.filter} stats={side.terms} others={(nth === 0 ? second : first).terms} />
          </section>
        ))}
      </div>
    </>
  );
}

function Figures({ first, second }: { readonly first: Side; readonly second: Side }): JSX.Element {
  const sides = [first, second] as const;
  const [a = null, b = null] = sides.map(({ filter, facets: { total }, timeline }) => {
    const span = spanOf(filter, timeline, Date.now());
    return span === undefined ? null : aDay(total, span);
  });
  return (
    <WideTable
      name="A and B in figures"
      className="ledger"
      columns={[
        { key: 'what', head: <span className="sr-only">What</span> },
        numbers('A'),
        numbers('B'),
        'B against A',
      ]}
    >
      <tr>
        <th scope="row">Sentences</th>
        {sides.map(({ filter, facets }, nth) => (
          <td key={nth} className="number">
            <a href={sentencesHref(filter)}>
              {facets.isBound ? 'at least ' : ''}
              {count(facets.total)}
            </a>
          </td>
        ))}
        <td>{timesAsMany(first.facets.total, second.facets.total)}</td>
      </tr>
      <tr>
        <th scope="row">A day</th>
        <td className="number">{a === null ? '–' : rate(a)}</td>
        <td className="number">{b === null ? '–' : rate(b)}</td>
        <td>{a === null || b === null ? '–' : timesAsMany(a, b)}</td>
      </tr>
      {LABELS.map((label) => (
        <ShareRow
          key={label}
          name={<LabelBadge label={label} named />}
          shares={sides.map(({ facets }) => ({ part: facets.labels[label], of: facets.total }))}
          hrefs={sides.map(({ filter }) =>
            filter.label === undefined || filter.label === label ? sentencesHref(withParts(filter, { label })) : '',
          )}
        />
      ))}
      <ShareRow
        name="Needs review"
        shares={sides.map(({ facets }) => ({ part: facets.needsReview.true, of: facets.total }))}
        hrefs={sides.map(({ filter }) => sentencesHref(withParts(filter, { needsReview: 'true' })))}
      />
    </WideTable>
  );
}

interface ShareRowProps {
  readonly name: JSX.Element | string;
  /** Of the first and of the second. */
  readonly shares: readonly Share[];
  /** The lists that they count; empty: there is none. */
  readonly hrefs: readonly string[];
}

function ShareRow({ name, shares, hrefs }: ShareRowProps): JSX.Element {
  const [first = { part: 0, of: 0 }, second = { part: 0, of: 0 }] = shares;
  const difference = differenceOf(first, second);
  return (
    <tr>
      <th scope="row">{name}</th>
      {[first, second].map(({ part, of }, nth) => (
        <td key={nth} className="number">
          {of === 0 ? '–' : percent(part / of)}{' '}
          <small>{hrefs[nth] ? <a href={hrefs[nth]}>{count(part)}</a> : count(part)}</small>
        </td>
      ))}
      <td className={difference === undefined || !isClear(difference) ? 'muted' : ''}>
        {difference === undefined ? '–' : differenceWords(difference)}
      </td>
    </tr>
  );
}
