import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

import { KEY_SCHEME } from '../../access/needs.decorator.js';
import { PROBLEM_RESPONSES, SHARED_SCHEMAS } from './api-doc.js';
import { addExamples, schemasOf } from './document-examples.js';
import { webhooksOf } from './webhook-docs.js';

const DESCRIPTION = [
  'Articles, their labelled sentences, and the ledger that says where every sentence is.',
  '',
  'Offsets of text are UTF-16 code units, end exclusive, into the normalised text of the revision.',
  'Times are RFC 3339 in UTC. Lists answer `{items, next?}`; `next` is the `cursor` of the page after.',
  'Errors are problem details (RFC 9457); parameters that are unknown, repeated or not UTF-8 are errors.',
].join('\n');

/** Makes the OpenAPI document of an application from its controllers. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const named = new Map<string, string>();
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Sitrep')
    .setDescription(DESCRIPTION)
    .setVersion('1.0.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addSecurity(KEY_SCHEME, {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'sitrep_<id>_<secret>',
      description:
        'A key of `POST /v1/keys`. Routes name the scope that it needs: read, feed, correct or admin, who may do everything. Reading needs none where the store listens on loopback only, or OPEN_READING says so.',
    })
    .addTag('articles', 'Articles with their text, sentences and revisions')
    .addTag('sentences', 'Sentences over all articles')
    .addTag('changes', 'What happens to sentences, in the order of the commits')
    .addTag('corrections', 'What persons have said, for training')
    .addTag('keys', 'Who may use the API, and for what')
    .addTag('dead letters', 'Records that could not be taken, as work')
    .addTag('models', 'Which models there are, which counts, and how they differ')
    .addTag('quality', 'How good the labels are, and what to look at')
    .addTag('ledger', 'Proof that nothing is lost')
    .addTag('operation', 'For those who run it')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    autoTagControllers: false,
    standardSchemaConverter: (schema, { schemaType }) => oneOfAName(named, convert(schema as z.ZodType, schemaType)),
  });
  for (const schema of Object.values(SHARED_SCHEMAS)) {
    const { components } = oneOfAName(named, convert(schema, 'output'));
    Object.assign(((document.components ??= {}).schemas ??= {}), inDocument(components));
  }
  shareProblems(document);
  for (const [path, operation] of Object.entries(OPERATION_ROUTES)) {
    const get = document.paths[path]?.get;
    if (get !== undefined) Object.assign(get, { ...operation, tags: ['operation'] });
  }
  addExamples(document);
  return Object.assign(document, { webhooks: webhooksOf(schemasOf(document)) });
}

/** Nest writes an empty description beside each reference, which would stand in the place of that of the component. */
function shareProblems(document: OpenAPIObject): void {
  (document.components ??= {}).responses = PROBLEM_RESPONSES;
  for (const operations of Object.values(document.paths)) {
    for (const { responses } of Object.values(operations) as readonly { readonly responses: object }[]) {
      for (const response of Object.values(responses) as { readonly $ref?: string; description?: string }[]) {
        if (response.$ref !== undefined) delete response.description;
      }
    }
  }
}

const health = (description: string, status: 'pass' | 'fail', output: string) => ({
  description,
  content: {
    'application/health+json': {
      schema: {
        type: 'object',
        properties: {
          status: { enum: ['pass', 'fail'] },
          checks: {
            type: 'object',
            description: 'What was looked at, by its name',
            additionalProperties: {
              type: 'array',
              items: { type: 'object', properties: { status: { enum: ['pass', 'fail'] }, output: { type: 'string' } } },
            },
          },
        },
        required: ['status', 'checks'],
        examples: [{ status, checks: { kafka: [{ status, output }] } }],
      },
    },
  },
});

const METRICS =
  '# HELP sitrep_streams Streams of changes that are open\n# TYPE sitrep_streams gauge\nsitrep_streams 3\n';

/** Routes that every service has. Their controller knows nothing of documents. */
const OPERATION_ROUTES = {
  '/health/live': {
    operationId: 'getLiveness',
    summary: 'Whether the service must be restarted',
    responses: {
      200: health('It is alive: it makes progress, or there is nothing to do', 'pass', 'member of the consumer group'),
      503: health('Restart it', 'fail', 'no broker answers'),
    },
  },
  '/health/ready': {
    operationId: 'getReadiness',
    summary: 'Whether the service can do its work now',
    responses: {
      200: health('It is a member of its group, and the database answers', 'pass', 'member of the consumer group'),
      503: health('Not now', 'fail', 'no broker answers'),
    },
  },
  '/metrics': {
    operationId: 'getMetrics',
    summary: 'Figures for Prometheus',
    responses: {
      200: {
        description: 'Text format',
        content: { 'text/plain': { schema: { type: 'string', examples: [METRICS] } } },
      },
    },
  },
};

/** zod's JSON Schema 2020-12 is what OpenAPI 3.1 uses; schemas with an id become components. */
function convert(schema: z.ZodType, io: 'input' | 'output') {
  const { $defs = {}, ...json } = jsonSchemaOf(schema, io);
  const components = Object.fromEntries(Object.entries($defs).map(([name, one]) => [name, withoutId(one)]));
  const { id } = json;
  if (id === undefined) return { schema: withoutId(json), components };
  return { schema: { $ref: `#/$defs/${id}` }, components: { ...components, [id]: withoutId(json) } };
}

/** Without what a format says already, and without the bounds of JavaScript's own numbers. */
function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output') {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined || jsonSchema.type !== 'string') delete jsonSchema.pattern;
      // An answer may grow fields without a new version.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
}

/** Refers to other schemas as documents do. */
const inDocument = (components: object): object =>
  JSON.parse(JSON.stringify(components).replaceAll('"#/$defs/', '"#/components/schemas/')) as object;

/** Where the same schema differs when it is sent and when it is answered. */
const ONE_WAY: ReadonlySet<string> = new Set(['required', 'additionalProperties', 'default', 'pattern']);

/** Two schemas of one name would be one in the document, and what is answered would not be what it says. */
function oneOfAName<Converted extends { readonly components: object }>(
  named: Map<string, string>,
  converted: Converted,
): Converted {
  for (const [name, schema] of Object.entries(converted.components)) {
    const content = JSON.stringify(schema, (key, value: unknown) => (ONE_WAY.has(key) ? undefined : value));
    if ((named.get(name) ?? content) !== content) throw new Error(`Two schemas are named ${name}: rename one.`);
    named.set(name, content);
  }
  return converted;
}

/** What names a schema of its own has no meaning inside a document. */
function withoutId(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'));
}
