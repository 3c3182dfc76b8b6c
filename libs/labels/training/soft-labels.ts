import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { loadModel } from '../src/load-model.js';

const USAGE = 'Usage: npm run train:soft -- --out SOFT.ndjson [--model DIRECTORY] FILE.ndjson…';
const line = z.object({ text: z.string().min(1), split: z.string().optional() });
const inFourDigits = (share: number): number => Math.round(share * 1e4) / 1e4;

/** Writes what a trained model says of each text (but those of a `test` split), for the `--soft` of a next training. */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' }, model: { type: 'string' } },
  });
  if (values.out === undefined || positionals.length === 0) throw new Error(USAGE);
  const model = loadModel({ evidenceWords: 0, ...(values.model !== undefined && { directory: values.model }) });
  const lines = positionals.flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean));
  const rows = lines.map((content) => line.parse(JSON.parse(content))).filter(({ split }) => split !== 'test');
  const soft = [...new Set(rows.map(({ text }) => text))].map((text) => {
    const { scores, none } = model.classifyOne(text);
    const shares = Object.entries({ ...scores, none }).map(([name, share]) => [name, inFourDigits(share)] as const);
    return JSON.stringify({ text, ...Object.fromEntries(shares) });
  });
  writeFileSync(values.out, `${soft.join('\n')}\n`);
  console.log(`${model.modelVersion} labelled ${soft.length} texts.`);
}

main();
