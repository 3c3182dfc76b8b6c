import 'reflect-metadata';

import { readFileSync, writeFileSync } from 'node:fs';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { OperationsModule } from '@sitrep/observability';

import { PersistenceModule } from '../src/persistence/persistence.module.js';
import { buildOpenApi } from '../src/query/document/openapi.js';
import { CONTROLLERS, QueryModule } from '../src/query/query.module.js';

const FILE = 'docs/openapi.json';

/** The document comes from the controllers alone, without a database. */
@Module({
  imports: [
    QueryModule.of(PersistenceModule.standIns(), { submit: () => Promise.resolve() }, undefined),
    OperationsModule.watching([]),
  ],
})
class Documented {}

/**
 * tsx leaves out the parameter types that tsc writes beside decorators, and without them Nest's Swagger module sees no
 * parameters. Ours are described by schemas: that they are objects is all there is to know.
 */
function addParameterTypes(): void {
  for (const { prototype } of CONTROLLERS as readonly { readonly prototype: object }[]) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method: unknown = Reflect.get(prototype, name);
      if (typeof method !== 'function' || Reflect.hasMetadata('design:paramtypes', prototype, name)) continue;
      Reflect.defineMetadata('design:paramtypes', Array(method.length).fill(Object), prototype, name);
    }
  }
}

/** Writes docs/openapi.json; with `--check` it only compares, and ends with 1 when the file is not current. */
async function main(): Promise<void> {
  addParameterTypes();
  const app = await NestFactory.create(Documented, new FastifyAdapter(), { logger: ['error'] });
  const document = `${JSON.stringify(buildOpenApi(app), undefined, 2)}\n`;
  await app.close();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, document);
    return;
  }
  if (readFileSync(FILE, 'utf8') === document) return;
  process.stderr.write(`${FILE} is not current: run \`npm run generate\`.\n`);
  process.exitCode = 1;
}

await main();
