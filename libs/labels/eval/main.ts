import { parseArgs } from 'node:util';

import { loadModel } from '../src/load-model.js';
import { evaluate } from './evaluate.js';
import { BadCorpusLine, readCorpus } from './read-corpus.js';
import { errorText, errorsOf, reportOf } from './report.js';

const USAGE = `Usage: npm run --silent eval:labels -- FILE.jsonl… [--split train|test] [--errors] [--json] [--model DIRECTORY]`;

/** Measures the model on labelled NDJSON files; lines without a \`split\` always count. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      errors: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      split: { type: 'string' },
      model: { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new BadCorpusLine(USAGE);
  const rows = positionals.flatMap(readCorpus).filter(({ split }) => !values.split || !split || split === values.split);
  const model = loadModel(values.model === undefined ? {} : { directory: values.model });
  const evaluation = await evaluate(model, rows);
  const { sentences: _, ...figures } = evaluation;
  const errors = values.errors ? errorsOf(evaluation) : [];
  if (values.json) console.log(JSON.stringify(values.errors ? { ...figures, errors } : figures, null, 2));
  else console.log([reportOf(evaluation), ...errors.map((error) => `\n${errorText(error)}`)].join('\n'));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BadCorpusLine) && (error as NodeJS.ErrnoException).code === undefined) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
