import { valueOf } from '@sitrep/api-client';

import { keyHeaders } from './key.js';

/**
 * Saves what an address of the API gives as a file, however long that takes; asked with the key that is in use.
 *
 * @throws ApiError when it is refused, and whatever `fetch` throws when it breaks off
 */
export async function saveFile(path: string, name: string): Promise<void> {
  const response = await fetch(path, { headers: keyHeaders() });
  const error: unknown = response.ok ? undefined : await response.json().catch(() => undefined);
  const content = valueOf({ data: response.ok ? await response.blob() : undefined, error, response });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
