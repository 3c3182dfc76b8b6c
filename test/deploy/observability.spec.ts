import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describeMetrics } from '@sitrep/observability';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { dashboards, metricsIn, questionsOf, readFile, rules } from './observability.js';

const root = join(import.meta.dirname, '../..');
const alerts = rules.flatMap((rule) => ('alert' in rule ? [rule] : []));
const recorded = rules.flatMap((rule) => ('record' in rule ? [rule.record] : []));
const known = new Set([
  ...recorded,
  ...describeMetrics().flatMap(({ name, type }) =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name],
  ),
]);
const unknownIn = (expression: string): readonly string[] => metricsIn(expression).filter((name) => !known.has(name));

describe('what Prometheus and Grafana are told to ask', () => {
  it.each(rules.map((rule) => ['alert' in rule ? rule.alert : rule.record, rule.expr]))(
    'names only metrics that exist, in the rule %s',
    (_, expression) => {
      expect(metricsIn(expression)).not.toEqual([]);
      expect(unknownIn(expression)).toEqual([]);
    },
  );

  it.each(dashboards)('names only metrics that exist, in the dashboard $title', (dashboard) => {
    const questions = questionsOf(dashboard).filter((expression) => !expression.includes('ALERTS'));
    expect(questions.filter((expression) => metricsIn(expression).length === 0)).toEqual([]);
    expect(questions.flatMap(unknownIn)).toEqual([]);
  });

  it('finds a metric that does not exist', () => {
    expect(unknownIn('sum(rate(sitrep_no_such_total[5m])) / group:sitrep_lag_records:sum')).toEqual([
      'sitrep_no_such_total',
    ]);
  });

  it.each(alerts)('leads from $alert to its part of the runbook', ({ alert, annotations: { runbook } }) => {
    expect(runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    expect(readFile('docs/runbook.md')).toContain(`### ${alert}\n`);
  });

  it('lists every metric of ours in docs/metrics.md', () => {
    const page = readFile('docs/metrics.md');
    const own = describeMetrics().filter(({ name }) => name.startsWith('sitrep_'));
    expect(own.filter(({ name }) => !page.includes(`| \`${name}\``))).toEqual([]);
  });
});

describe.each(dashboards)('the dashboard $title', ({ panels, annotations }) => {
  it('asks the data source that is provisioned', () => {
    const source = parse(readFile('deploy/grafana/provisioning/datasources/prometheus.yml')) as {
      readonly datasources: readonly { readonly uid: string }[];
    };
    const asked = [...panels, ...panels.flatMap(({ targets }) => targets), ...annotations.list];
    const uids = new Set(asked.map(({ datasource }) => datasource.uid));
    expect([...uids]).toEqual(source.datasources.map(({ uid }) => uid));
  });

  it('has panels that do not overlap, within 24 columns, each with an id of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { gridPos, title } of panels) {
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
      for (let cell = 0; cell < gridPos.w * gridPos.h; cell++) {
        const place = `${gridPos.x + (cell % gridPos.w)},${gridPos.y + Math.floor(cell / gridPos.w)}`;
        expect(taken.has(place), `${title} overlaps another panel`).toBe(false);
        taken.add(place);
      }
    }
  });
});

/** Prometheus's own checker (Debian: `apt-get install prometheus`). */
const promtool = (...args: readonly string[]) => spawnSync('promtool', args, { cwd: root, encoding: 'utf8' });
const isPresent = promtool('--version').status === 0;

const NOTE = 'NOT CHECKED: there is no promtool here. Install prometheus, and run it again.';

describe('the rules, as promtool sees them', () => {
  it('are valid, with the scrape configuration', ({ skip }) => {
    skip(!isPresent, NOTE);
    const { status, stdout, stderr } = promtool('check', 'config', 'deploy/prometheus/prometheus.yml');
    expect(status, stdout + stderr).toBe(0);
  });

  it('alarm when they should, and only then', ({ skip }) => {
    skip(!isPresent, NOTE);
    const { status, stdout, stderr } = promtool('test', 'rules', 'deploy/prometheus/tests/alerts.test.yml');
    expect(status, stdout + stderr).toBe(0);
  });
});
