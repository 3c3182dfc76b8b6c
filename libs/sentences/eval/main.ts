import { parseArgs } from 'node:util';

import { evaluateFile, type FileResult } from './evaluate.js';
import { BadGoldLine } from './read-gold.js';
import { errorReport, jsonReport, tableReport } from './report.js';

const USAGE = `Scores the sentence splitter on files of documents with their right sentences.

  npm run --silent eval:sentences -- FILE.jsonl… [--errors] [--json]

Each line of a file is a JSON object with "input", a text, and "sentences", its sentences in order.
  --errors   lists the documents with misses, the worst first: + a boundary too many, - one too few
  --json     prints scores, as fractions of 1, for machines

Exit codes: 0 scored, 1 a line is not of that form, 2 wrong use or a file that cannot be read.`;

const OK = 0;
const BAD_LINE = 1;
const WRONG_USE = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = { errors: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help === true || positionals.length === 0) return printUsage(values.help === true);
    const results: FileResult[] = [];
    for (const file of positionals) results.push(await evaluateFile(file));
    print(results, values);
    return OK;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof BadGoldLine ? BAD_LINE : WRONG_USE;
  }
}

function print(results: readonly FileResult[], { errors, json }: { errors?: boolean; json?: boolean }): void {
  if (json === true) {
    console.log(JSON.stringify(jsonReport(results), null, 2));
    return;
  }
  const colour = process.stdout.isTTY;
  console.log(tableReport(results, colour));
  if (errors === true) console.log(`\n${errorReport(results, colour)}`);
}

function printUsage(asked: boolean): number {
  if (asked) console.log(USAGE);
  else console.error(USAGE);
  return asked ? OK : WRONG_USE;
}
