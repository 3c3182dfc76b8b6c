import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from './project-root.js';

/** The version of this command: that of its package. */
export function ownVersion(): string {
  const file = join(PROJECT_ROOT, 'package.json');
  return String((JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown }).version);
}
