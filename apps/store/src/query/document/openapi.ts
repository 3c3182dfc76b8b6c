import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

import { KEY_SCHEME } from '../../access/needs.decorator.js';
import { SHARED_SCHEMAS } from './api-doc.js';

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
    Object.assign(((document.components ??= {}).schemas ??= {}), convert(schema, 'output').components);
  }
  for (const [path, operation] of Object.entries(OPERATION_ROUTES)) {
    const get = document.paths[path]?.get;
    if (get !== undefined) Object.assign(get, { ...operation, tags: ['operation'] });
  }
  return document;
}

const health = (description: string) => ({
  description,
  content: { 'application/health+json': { schema: { type: 'object' } } },
});

/** Routes that every service has. Their controller knows nothing of documents. */
const OPERATION_ROUTES = {
  '/health/live': {
    operationId: 'getLiveness',
    summary: 'Whether the service must be restarted',
    responses: { 200: health('It is alive: it makes progress, or there is nothing to do'), 503: health('Restart it') },
  },
  '/health/ready': {
    operationId: 'getReadiness',
    summary: 'Whether the service can do its work now',
    responses: { 200: health('It is a member of its group, and the database answers'), 503: health('Not now') },
  },
  '/metrics': {
    operationId: 'getMetrics',
    summary: 'Figures for Prometheus',
    responses: { 200: { description: 'Text format', content: { 'text/plain': { schema: { type: 'string' } } } } },
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

/** Two schemas of one name would be one in the document, and what is answered would not be what it says. */
function oneOfAName<Converted extends { readonly components: object }>(
  named: Map<string, string>,
  converted: Converted,
): Converted {
  for (const [name, schema] of Object.entries(converted.components)) {
    const fields = Object.keys((schema as { readonly properties?: object }).properties ?? {}).join();
    if ((named.get(name) ?? fields) !== fields) throw new Error(`Two schemas are named ${name}: rename one.`);
    named.set(name, fields);
  }
  return converted;
}

/** What names a schema of its own has no meaning inside a document. */
function withoutId(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'));
}
