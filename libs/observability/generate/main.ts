/**
 * `npm run generate`: writes docs/metrics.md from the metrics.
 * With `--check` it writes nothing and ends with 1 if the committed file is not what they say.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { describeMetrics, type MetricDescription } from '../src/metrics.js';

const file = join(import.meta.dirname, '../../../docs/metrics.md');

const HEAD = `# Metrics

Every service answers \`/metrics\` for Prometheus. This page is generated from \`libs/observability/src/metrics.ts\`, where
every metric stands; \`deploy/prometheus\` makes rules of them, \`deploy/grafana\` pictures, and the
[runbook](runbook.md#alerts) says what to do when one alarms. Labels never carry an id.

Several instances tell the same of a group or of the ledger: take the \`max\` of it, never the sum. Node's own figures
(\`process_*\`, \`nodejs_*\`) come besides.

| metric | type | labels | what it tells |
| --- | --- | --- | --- |
`;

const row = ({ name, type, labels, help }: MetricDescription): string =>
  `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |\n`;

const own = describeMetrics().filter(({ name }) => name.startsWith('sitrep_'));
const content = await format(HEAD + own.map(row).join(''), { ...(await resolveConfig(file)), filepath: file });

if (!process.argv.includes('--check')) await writeFile(file, content);
else if ((await readFile(file, 'utf8').catch(() => '')) !== content) {
  console.error('docs/metrics.md is not what the metrics say. Run: npm run generate');
  process.exitCode = 1;
}
