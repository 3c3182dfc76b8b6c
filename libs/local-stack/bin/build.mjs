#!/usr/bin/env node
// `npm run build`: compiles services and page, unless what is there was made of the same sources.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, buildIsCurrent, exclusively } from './setup.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const onWait = (pid) => process.stderr.write(`waiting for process ${pid}, which is setting up this checkout …\n`);

try {
  await exclusively(join(root, '.sitrep', 'setup.lock'), onWait, async () => {
    if (!buildIsCurrent(root)) await build(root, process.env);
  });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
