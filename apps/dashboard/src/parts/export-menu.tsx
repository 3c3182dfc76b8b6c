import type { JSX } from 'react';

import { useApiKey } from '../api/key.js';
import { queryOf, type SentenceFilter } from '../model/sentence-filter.js';
import { ApiLink } from './api-link.js';
import { Copyable } from './copyable.js';

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
            <ApiLink path={`/v1/exports/sentences.${ending}${suffix}`} file={`sentences.${ending}`} isDownload>
              {name} <small>{note}</small>
            </ApiLink>
          </li>
        ))}
        <li>
          <ApiLink path={`/v1/sentences${suffix}`} file="sentences.json">
            API <small>the first page of the list as JSON</small>
          </ApiLink>
        </li>
        <li>
          <Command path={`/v1/exports/sentences.ndjson${suffix}`} />
        </li>
      </ul>
    </details>
  );
}

/** The same from a terminal. The key is named, never shown. */
function Command({ path }: { readonly path: string }): JSX.Element {
  const key = useApiKey() === undefined ? '' : ` -H "Authorization: Bearer $SITREP_KEY"`;
  return <Copyable text={`curl -fsS${key} '${window.location.origin}${path}'`} name="The same from a terminal" />;
}
