import type { JSX, ReactNode } from 'react';

import type { Facets } from '../api/types.js';
import { replaceRoute } from '../hooks/use-route.js';
import { count } from '../model/format.js';
import { SENTENCE_SORTS, type RouteOf, type SentenceSort } from '../model/route.js';
import type { withParts } from '../model/sentence-filter.js';

interface FilterFieldsProps {
  readonly route: RouteOf<'sentences'>;
  readonly facets: Facets | undefined;
  readonly change: (parts: Parameters<typeof withParts>[1]) => void;
}

const SORT_NAMES: Readonly<Record<SentenceSort, string>> = {
  'published-desc': 'Latest published',
  'published-asc': 'First published',
  'received-desc': 'Latest received',
  'labelled-desc': 'Latest labelled',
  'confidence-asc': 'Least sure',
  'confidence-desc': 'Surest',
};

/** All that sentences can be filtered and sorted by, apart from what the bar has in sight. */
export function FilterFields({ route, facets, change }: FilterFieldsProps): JSX.Element {
  const { filter, sort } = route;
  return (
    <details className="more-filters">
      <summary>More filters, sort</summary>
      <div className="fields">
        <Choice label="Sort" value={sort ?? ''} onChoice={(chosen) => replaceRoute(sortedBy(route, chosen))}>
          <option value="">Latest stored</option>
          {SENTENCE_SORTS.map((each) => (
            <option key={each} value={each}>
              {SORT_NAMES[each]}
            </option>
          ))}
        </Choice>
        <Choice label="Source" value={filter.source ?? ''} onChoice={(source) => change({ source })}>
          <Values values={facets?.sources} chosen={filter.source} />
        </Choice>
        <Choice label="Language" value={filter.language ?? ''} onChoice={(language) => change({ language })}>
          <Values values={facets?.languages} chosen={filter.language} />
        </Choice>
        <Choice label="Clock" value={filter.clock ?? ''} onChoice={(clock) => change({ clock })}>
          <option value="">Published</option>
          <option value="received">Received</option>
          <option value="labelled">Labelled</option>
          <option value="stored">Stored</option>
        </Choice>
        <Day label="From" value={filter.from} onDay={(from) => change({ from })} />
        <Day label="To, exclusive" value={filter.to} onDay={(to) => change({ to })} />
        <Choice label="Sure" value={filter.minConfidence ?? ''} onChoice={(minConfidence) => change({ minConfidence })}>
          <option value="">However sure</option>
          {['0.5', '0.7', '0.8', '0.9', '0.95'].map((least) => (
            <option key={least} value={least}>
              At least {least}
            </option>
          ))}
        </Choice>
        <Choice label="Labelled by" value={filter.corrected ?? ''} onChoice={(corrected) => change({ corrected })}>
          <option value="">Anybody</option>
          <option value="true">A person</option>
          <option value="false">A model</option>
        </Choice>
        <Choice label="Copies" value={filter.stories ?? ''} onChoice={(stories) => change({ stories })}>
          <option value="">With copies of articles</option>
          <option value="distinct">Each story once</option>
        </Choice>
        <Choice
          label="Boilerplate"
          value={filter.boilerplate ?? ''}
          onChoice={(boilerplate) => change({ boilerplate })}
        >
          <option value="">With boilerplate</option>
          <option value="false">Without</option>
          <option value="true">Only</option>
        </Choice>
        <Choice label="Texts" value={filter.state ?? ''} onChoice={(state) => change({ state })}>
          <option value="">Current</option>
          <option value="superseded">Superseded</option>
        </Choice>
      </div>
    </details>
  );
}

function sortedBy({ filter, evidence }: RouteOf<'sentences'>, chosen: string): RouteOf<'sentences'> {
  const sort = SENTENCE_SORTS.find((each) => each === chosen);
  return { view: 'sentences', filter, evidence, ...(sort !== undefined && { sort }) };
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoice: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChoice, children }: ChoiceProps): JSX.Element {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChoice(target.value)}>
        {children}
      </select>
    </label>
  );
}

interface ValuesProps {
  readonly values: Facets['sources'] | undefined;
  readonly chosen: string | undefined;
}

/** Any, the ones there are most of with how many, and the chosen one in any case. */
function Values({ values = [], chosen }: ValuesProps): JSX.Element {
  const known = values.filter((each): each is { value: string; count: number } => each.value !== null);
  const isAmong = chosen === undefined || known.some(({ value }) => value === chosen);
  return (
    <>
      <option value="">Any</option>
      {isAmong ? null : <option value={chosen}>{chosen}</option>}
      {known.map(({ value, count: number }) => (
        <option key={value} value={value}>
          {value} ({count(number)})
        </option>
      ))}
    </>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onDay: (day: string) => void;
}

function Day({ label, value, onDay }: DayProps): JSX.Element {
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={value?.slice(0, 10) ?? ''}
        max="9999-12-31"
        onChange={({ target }) => onDay(target.value)}
      />
    </label>
  );
}
