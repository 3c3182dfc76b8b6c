import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

import type { DataDirectory } from './data-directory.js';

const BYTES = 32;

/**
 * The key of an admin for the store that is started here: what ADMIN_KEY says, else one that is made once and kept with
 * the data, for its owner alone. `--fresh` forgets it.
 */
export function adminKeyOf({ adminKey: file }: Pick<DataDirectory, 'adminKey'>, env: NodeJS.ProcessEnv): string {
  const given = env['ADMIN_KEY']?.trim();
  if (given) return given;
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return readFileSync(file, 'utf8').trim();
}
