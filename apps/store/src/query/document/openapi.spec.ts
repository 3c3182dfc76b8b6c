import 'reflect-metadata';

import { Controller, Get, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { ApiRoute } from './api-doc.js';
import { buildOpenApi } from './openapi.js';

/** A route for each schema, which is what it answers with. */
function controllersOf(schemas: readonly z.ZodType[]): readonly Type[] {
  return schemas.map((schema, nth) => {
    @Controller(`routes/${nth}`)
    class One {
      @Get()
      @ApiRoute(`get${nth}`, 'Something', { schema, description: 'It' })
      answer(): string {
        return '';
      }
    }
    return One;
  });
}

async function documentOf(...schemas: readonly z.ZodType[]) {
  const app = await NestFactory.create(
    { module: class Routes {}, controllers: [...controllersOf(schemas)] },
    new FastifyAdapter(),
    { logger: false },
  );
  try {
    return buildOpenApi(app);
  } finally {
    await app.close();
  }
}

const named = (shape: z.core.$ZodLooseShape) => z.object(shape).meta({ id: 'Thing' });

describe('the OpenAPI document', () => {
  it.each([
    ['of other fields', named({ name: z.string() })],
    ['of other types', named({ number: z.string() })],
    ['that is no object', z.union([z.string(), z.number()]).meta({ id: 'Thing' })],
  ])('cannot be made where two schemas have one name: the second is one %s', async (_, second) => {
    await expect(documentOf(named({ number: z.int() }), second)).rejects.toThrow('Two schemas are named Thing');
  });

  it('may have one schema in many places', async () => {
    const schema = named({ count: z.int() });
    const document = await documentOf(schema, schema, z.object({ items: z.array(schema) }).meta({ id: 'Things' }));
    expect(document.components?.schemas).toHaveProperty('Thing');
  });

  it('cannot be made where a field has no example', async () => {
    await expect(documentOf(named({ unheardOf: z.string() }))).rejects.toThrow('Thing.unheardOf has no example');
  });
});
