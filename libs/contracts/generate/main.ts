/**
 * `npm run generate`: writes docs/schemas and docs/asyncapi.yaml from the contracts.
 * With `--check` it writes nothing and ends with 1 if a committed file is not what the contracts say.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { generateDocuments } from './documents.js';

const root = join(import.meta.dirname, '../../..');
const check = process.argv.includes('--check');
const stale: string[] = [];

for (const { path, content } of generateDocuments()) {
  const file = join(root, path);
  const formatted = await format(content, { ...(await resolveConfig(file)), filepath: file });
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === formatted) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, formatted);
}

if (check && stale.length > 0) {
  console.error(`Not what the contracts say: ${stale.join(', ')}. Run: npm run generate`);
  process.exitCode = 1;
} else {
  console.log(stale.length === 0 ? 'Generated documents are current.' : `Written: ${stale.join(', ')}`);
}
