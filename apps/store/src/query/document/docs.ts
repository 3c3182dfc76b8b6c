import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Nothing inline: the page obeys the same content security policy as all others. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Sitrep API</title>
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css" />
    <link rel="icon" href="/docs/assets/favicon-32x32.png" />
    <script src="/docs/assets/swagger-ui-bundle.js" defer></script>
    <script src="/docs/start.js" defer></script>
  </head>
  <body>
    <div id="docs"></div>
  </body>
</html>
`;
const SCRIPT = `SwaggerUIBundle({ url: '/docs/json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

/** Serves the OpenAPI document at `/docs/json`, and for people at `/docs`. Nothing is fetched from elsewhere. */
export async function serveDocs(app: NestFastifyApplication, document: OpenAPIObject): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const json = JSON.stringify(document);
  server.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  server.get('/docs/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT));
  server.get('/docs/json', (_, reply) => reply.type('application/json; charset=utf-8').send(json));
  await server.register(fastifyStatic as never, { root: swaggerUi(), prefix: '/docs/assets/', decorateReply: false });
}

/** The files that Nest's Swagger module brings along. */
function swaggerUi(): string {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger');
  return dirname(createRequire(swagger).resolve('swagger-ui-dist/package.json'));
}
