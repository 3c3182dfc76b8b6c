import type { JSX } from 'react';

import type { Facets } from '../api/types.js';
import { replaceRoute } from '../hooks/use-route.js';
import { percent } from '../model/format.js';
import { SENTENCE_SORTS, type RouteOf, type SentenceSort } from '../model/route.js';
import { Choice, Days, Values, type ChangeParts } from './fields.js';

interface FilterFieldsProps {
  readonly route: RouteOf<'sentences'>;
  readonly facets: Facets | undefined;
  readonly change: ChangeParts;
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
        <Choice label="Time" value={filter.clock ?? ''} onChoice={(clock) => change({ clock })}>
          <option value="">Published</option>
          <option value="received">Received</option>
          <option value="labelled">Labelled</option>
          <option value="stored">Stored</option>
        </Choice>
        <Days filter={filter} change={change} />
        <Choice
          label="Confidence"
          value={filter.minConfidence ?? ''}
          onChoice={(minConfidence) => change({ minConfidence })}
        >
          <option value="">Any</option>
          {['0.5', '0.7', '0.8', '0.9', '0.95'].map((least) => (
            <option key={least} value={least}>
              At least {percent(Number(least))}
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
