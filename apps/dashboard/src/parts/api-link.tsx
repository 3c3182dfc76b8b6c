import { useState, type JSX, type MouseEvent, type ReactNode } from 'react';

import { saveFile } from '../api/files.js';
import { useApiKey } from '../api/key.js';

interface ApiLinkProps {
  /** An address of the API, its query included. */
  readonly path: string;
  /** Under which name it is saved. */
  readonly file: string;
  /** It is saved in any case, not looked at. */
  readonly isDownload?: boolean;
  readonly children: ReactNode;
}

/** Leads to what the API gives. A link sends no key: where one is in use, it is fetched with it and saved as a file. */
export function ApiLink({ path, file, isDownload = false, children }: ApiLinkProps): JSX.Element {
  const key = useApiKey();
  const [said, setSaid] = useState('');
  const save = async (event: MouseEvent): Promise<void> => {
    if (key === undefined) return;
    event.preventDefault();
    setSaid('Fetching …');
    try {
      await saveFile(path, file);
      setSaid(`Saved as ${file}.`);
    } catch (error) {
      setSaid(`Not saved: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  return (
    <>
      <a href={path} onClick={(event) => void save(event)} {...(isDownload && { download: file })}>
        {children}
      </a>{' '}
      <small role="status" className="muted">
        {said}
      </small>
    </>
  );
}
