import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

import { readFile, rules } from './observability.js';

const CHART = 'deploy/helm/sitrep';
const SERVICES = ['ingester', 'classifier', 'store'];

interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext: object;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly automountServiceAccountToken: boolean;
        readonly securityContext: object;
        readonly containers: readonly Container[];
        readonly initContainers?: readonly Container[];
      };
    };
    readonly groups: readonly { readonly rules: readonly object[] }[];
  };
}

const validate = new Ajv().compile(JSON.parse(readFile(`${CHART}/values.schema.json`)) as object);
const values = (): Record<string, object> => parse(readFile(`${CHART}/values.yaml`)) as Record<string, object>;

describe('the values of the Helm chart', () => {
  it('satisfy their schema as they are', () => {
    expect(validate(values()), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['a name that is none', { replcas: 2 }],
    ['a broker without a port', { kafkaBrokers: ['kafka'] }],
    ['a secret among the settings', { settings: { ADMIN_KEY: 'x' } }],
    ['a number among the settings', { settings: { READ_TIMEOUT_MS: 5_000 } }],
  ])('are refused for %s', (_, change) => {
    expect(validate({ ...values(), ...change })).toBe(false);
  });
});

const helm = (...args: readonly string[]) =>
  spawnSync('helm', args, { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });
const isPresent = helm('version').status === 0;
const NOTE = 'NOT CHECKED: there is no helm here. Install it, and run it again.';

const GIVEN = ['--kube-version', '1.34.0', '--set', 'kafkaBrokers={one:9092,two:9092}', '--set', 'secretName=given'];
const render = (...args: readonly string[]): readonly Manifest[] => {
  const { status, stdout, stderr } = helm('template', 'it', CHART, ...GIVEN, ...args);
  expect(status, stderr).toBe(0);
  return parseAllDocuments(stdout).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
};
const containersOf = ({ spec }: Manifest): readonly Container[] => [
  ...(spec.template.spec.initContainers ?? []),
  ...spec.template.spec.containers,
];

describe('the Helm chart, as helm sees it', () => {
  it('is without fault', ({ skip }) => {
    skip(!isPresent, NOTE);
    const { status, stdout } = helm('lint', '--strict', CHART, ...GIVEN);
    expect(status, stdout).toBe(0);
  });

  it('says what must be given', ({ skip }) => {
    skip(!isPresent, NOTE);
    expect(helm('template', CHART, '--kube-version', '1.34.0').stderr).toContain('say where Kafka is');
  });

  it('runs each service, and the setup before them, with settings that there are and with no rights', ({ skip }) => {
    skip(!isPresent, NOTE);
    const known = new Set(readFile('.env.example').match(/^[A-Z_]+(?==)/gm));
    const workloads = render().filter(({ kind }) => kind !== 'Service');
    expect(new Set(workloads.map(({ metadata }) => metadata.name))).toEqual(
      new Set([...SERVICES, 'setup'].map((name) => `it-sitrep-${name}`)),
    );
    for (const workload of workloads) {
      const { automountServiceAccountToken, securityContext } = workload.spec.template.spec;
      expect([automountServiceAccountToken, securityContext]).toEqual([
        false,
        expect.objectContaining({ runAsNonRoot: true }),
      ]);
      for (const { name, env, securityContext } of containersOf(workload)) {
        expect([name, env.filter((one) => !known.has(one.name))]).toEqual([name, []]);
        expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
      }
    }
  });

  it('gives the owner’s database to the setup alone, and other secrets to the store', ({ skip }) => {
    skip(!isPresent, NOTE);
    const holders = (name: string) =>
      render()
        .filter(({ kind }) => kind !== 'Service')
        .flatMap((workload) => containersOf(workload))
        .filter(({ env }) => env.some((one) => one.name === name))
        .map((container) => container.name)
        .sort();
    expect(holders('MIGRATE_DATABASE_URL')).toEqual(['migrate']);
    expect(holders('ADMIN_KEY')).toEqual(['store']);
    expect(holders('DATABASE_URL')).toEqual(['migrate', 'store']);
  });

  it('lets a service’s own settings go before those of all', ({ skip }) => {
    skip(!isPresent, NOTE);
    const set = ['--set', 'settings.LOG_LEVEL=debug', '--set', 'store.settings.LOG_LEVEL=warn'];
    const levels = render(...set)
      .filter(({ kind }) => kind === 'Deployment')
      .flatMap((workload) => containersOf(workload))
      .map(({ name, env }) => [name, env.find((one) => one.name === 'LOG_LEVEL')?.value]);
    expect(Object.fromEntries(levels)).toEqual({ ingester: 'debug', classifier: 'debug', store: 'warn' });
  });

  it('hands every rule of deploy/prometheus to the operator, to the letter', ({ skip }) => {
    skip(!isPresent, NOTE);
    const files = ['alerts', 'recording'].flatMap((name) => [
      '--set-file',
      `monitoring.prometheusRule.files.${name}=deploy/prometheus/rules/${name}.yml`,
    ]);
    const all = render(...files, '--set', 'monitoring.podMonitor.enabled=true');
    const rule = all.find(({ kind }) => kind === 'PrometheusRule');
    expect(rule?.spec.groups.flatMap((group) => group.rules)).toEqual(rules);
    expect(all.map(({ kind }) => kind)).toContain('PodMonitor');
  });
});
