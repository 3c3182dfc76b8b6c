/** The walls of the house, checked by the build. docs/architecture.md says why they stand where they do. */
const testFiles = '\\.(spec|int-spec|e2e-spec)\\.ts$';
const anyDependencyFrom = 'node_modules/';

const mayImportOnly = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: testFiles },
  to: { pathNot: allowed },
});
const forbidden = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

const core = [
  '^apps/[^/]+/src/domain/',
  '^libs/contracts/',
  '^libs/sentences/src/',
  '^libs/labels/src/',
  'node_modules/diff/',
];

module.exports = {
  forbidden: [
    forbidden('no-cycles', {}, { circular: true }, 'A cycle means that two files are one.'),
    forbidden(
      'no-app-to-app',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
      'Services meet on topics, and the CLI and the page at the public API.',
    ),
    forbidden('no-lib-to-app', { path: '^libs/' }, { path: '^apps/' }, 'A library does not know who uses it.'),
    forbidden(
      'no-testing-in-production',
      { pathNot: [`^(libs/testing|(libs|apps)/[^/]+/test|test)/`, testFiles] },
      { path: '^(libs/testing|test)/' },
      'Twins and builders are for tests.',
    ),
    mayImportOnly(
      'contracts-need-only-zod',
      '^libs/contracts/src/',
      ['^libs/contracts/src/', 'node_modules/zod/', '^(node:)?crypto$'],
      'The language of the pipeline is pure: zod, and the hash that ids are made of.',
    ),
    mayImportOnly(
      'pipeline-needs-only-contracts',
      '^libs/pipeline/src/',
      ['^libs/pipeline/src/', '^libs/contracts/src/'],
      'How a stage speaks is independent of what carries it.',
    ),
    mayImportOnly(
      'api-client-runs-anywhere',
      '^libs/api-client/src/',
      ['^libs/api-client/src/', 'node_modules/openapi-fetch/'],
      'The page and the command use it: no Node, no Nest.',
    ),
    mayImportOnly(
      'sentences-are-pure',
      '^libs/sentences/src/',
      ['^libs/sentences/src/', '^libs/contracts/src/', 'node_modules/(htmlparser2|entities)/'],
      'What a sentence is needs no Nest, no Kafka, no database.',
    ),
    forbidden(
      'labels-are-pure',
      { path: '^libs/labels/src/', pathNot: testFiles },
      { path: anyDependencyFrom },
      'Inference is plain TypeScript.',
    ),
    mayImportOnly(
      'domain-is-pure',
      '^apps/[^/]+/src/domain/',
      [...core, 'node_modules/temporal-polyfill/'],
      'A domain file imports its domain, the contracts, the pure libraries, and the calendar.',
    ),
    forbidden(
      'stages-do-no-io',
      { path: '\\.stage\\.ts$' },
      { path: ['^libs/messaging/', '^libs/observability/', 'node_modules/(@nestjs|typeorm|pg|kafkajs)/', '^node:'] },
      'A stage decides; the runner acts.',
    ),
    forbidden(
      'kafka-behind-messaging',
      {
        pathNot: ['^libs/(messaging|testing)/', '\\.consumer\\.ts$', '/main\\.ts$', '^apps/cli/', '^test/', testFiles],
      },
      { path: 'node_modules/(kafkajs|@nestjs/microservices)/' },
      'One place to change when the client is.',
    ),
    forbidden(
      'persistence-knows-no-api',
      { path: '^apps/store/src/(persistence|background|answers)/', pathNot: testFiles },
      { path: '^apps/store/src/(query|access|export)/' },
      'The API asks the tables, and they do not know who asks: what both speak of stands in answers/.',
    ),
    mayImportOnly(
      'answers-are-forms',
      '^apps/store/src/answers/',
      ['^apps/store/src/(answers|domain)/', '^libs/contracts/', 'node_modules/zod/'],
      'What the API answers as the tables give it: forms, and nothing that asks or speaks.',
    ),
    forbidden(
      'database-behind-persistence',
      { pathNot: ['^apps/store/src/persistence/', '^libs/(testing|local-stack)/', '^test/', testFiles] },
      { path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/' },
      'SQL lives in apps/store/src/persistence.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist', '^apps/dashboard'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
