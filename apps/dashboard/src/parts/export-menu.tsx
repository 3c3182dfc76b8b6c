import { useEffect, useState, type JSX } from 'react';

import { useApiKey } from '../api/key.js';
import { queryOf, type SentenceFilter } from '../model/sentence-filter.js';
import { ApiLink } from './api-link.js';

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
  const hasKey = useApiKey() !== undefined;
  const [copied, setCopied] = useState('');
  const key = hasKey ? ` -H "Authorization: Bearer $SITREP_KEY"` : '';
  const command = `curl -fsS${key} '${window.location.origin}${path}'`;
  useEffect(() => setCopied(''), [command]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(command);
      setCopied('Copied.');
    } catch {
      setCopied('The browser does not allow it: select the text.');
    }
  };
  return (
    <div className="command">
      <pre tabIndex={0} aria-label="The same from a terminal">
        <code>{command}</code>
      </pre>
      {window.isSecureContext ? (
        <button type="button" onClick={() => void copy()}>
          Copy
        </button>
      ) : null}{' '}
      <small role="status">{copied}</small>
    </div>
  );
}
