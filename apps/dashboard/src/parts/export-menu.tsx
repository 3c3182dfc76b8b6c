import type { JSX } from 'react';

import { queryOf, type SentenceFilter } from '../model/sentence-filter.js';

const FORMATS = [
  ['ndjson', 'NDJSON', 'a JSON object a line'],
  ['csv', 'CSV', 'for spreadsheets'],
  ['parquet', 'Parquet', 'for DuckDB, pandas, Spark'],
] as const;

/** What is shown, as a file: the same filter, all of it. */
export function ExportMenu({ filter }: { readonly filter: SentenceFilter }): JSX.Element {
  const query = queryOf(filter);
  const suffix = query === '' ? '' : `?${query}`;
  return (
    <details className="menu">
      <summary>Export</summary>
      <ul>
        {FORMATS.map(([ending, name, note]) => (
          <li key={ending}>
            <a href={`/v1/exports/sentences.${ending}${suffix}`} download={`sentences.${ending}`}>
              {name} <small>{note}</small>
            </a>
          </li>
        ))}
        <li>
          <a href={`/v1/sentences${suffix}`} target="_blank" rel="noreferrer">
            API <small>the same list as JSON</small>
          </a>
        </li>
      </ul>
    </details>
  );
}
