import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');

/** A file of the repository. */
export const readFile = (path: string): string => readFileSync(join(root, path), 'utf8');

const rule = z.union([
  z.strictObject({ record: z.string(), expr: z.string() }),
  z.strictObject({
    alert: z.string(),
    expr: z.string(),
    for: z.string().optional(),
    labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
    annotations: z.strictObject({ summary: z.string(), description: z.string(), runbook: z.string() }),
  }),
]);
const ruleFile = z.object({ groups: z.array(z.object({ rules: z.array(rule) })) });

/** A recording or alert rule. */
export type Rule = z.output<typeof rule>;

/** Every rule of deploy/prometheus. */
export const rules: readonly Rule[] = readdirSync(join(root, 'deploy/prometheus/rules')).flatMap((file) =>
  ruleFile.parse(parse(readFile(`deploy/prometheus/rules/${file}`))).groups.flatMap((group) => group.rules),
);

const datasource = z.object({ type: z.literal('prometheus'), uid: z.string() });
const target = z.object({ refId: z.string(), datasource, expr: z.string(), legendFormat: z.string() });
const panel = z.object({
  id: z.int(),
  type: z.enum(['stat', 'timeseries', 'table']),
  title: z.string().min(1),
  description: z.string().min(1),
  datasource,
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int().positive(), h: z.int().positive() }),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string() }), overrides: z.array(z.unknown()) }),
  options: z.object({}),
  targets: z.array(target).min(1),
});
const dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.int(),
  annotations: z.object({ list: z.array(z.object({ datasource, expr: z.string() })) }),
  panels: z.array(panel),
});

/** A Grafana dashboard, as far as it is looked at here. */
export type Dashboard = z.output<typeof dashboard>;

/** Every dashboard of deploy/grafana. */
export const dashboards: readonly Dashboard[] = readdirSync(join(root, 'deploy/grafana/dashboards')).map((file) =>
  dashboard.parse(JSON.parse(readFile(`deploy/grafana/dashboards/${file}`))),
);

/** Everything that a dashboard asks of Prometheus. */
export const questionsOf = ({ annotations, panels }: Dashboard): readonly string[] => [
  ...annotations.list.map(({ expr }) => expr),
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

/** The metrics that an expression names: ours, recorded ones, and those of Node. What stands in quotes is none. */
export function metricsIn(expression: string): readonly string[] {
  const code = expression.replaceAll(/"[^"]*"/g, '');
  return code.match(/(?:\w+:)?(?:sitrep|process|nodejs)_\w+(?::\w+)?/g) ?? [];
}
