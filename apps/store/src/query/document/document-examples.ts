import type { OpenAPIObject } from '@nestjs/swagger';

import { exampleOf, type Schema, type Schemas } from './example-of.js';

interface Media {
  schema?: Schema;
  example?: unknown;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

/** The named schemas of a document. */
export const schemasOf = (document: OpenAPIObject): Schemas => (document.components?.schemas ?? {}) as Schemas;

/**
 * Gives every answer of every operation an example, and every error the address that it is about.
 *
 * @throws Error when a field has none: see {@link exampleOf}
 */
export function addExamples(document: OpenAPIObject): void {
  const schemas = schemasOf(document);
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const operation of Object.values(operations) as readonly Operation[]) {
      for (const { content = {} } of Object.values(operation.responses)) {
        for (const media of Object.values(content)) {
          if (media.example === undefined) addExample(media, schemas);
          else media.example = { ...media.example, instance: addressOf(path, operation, schemas) };
        }
      }
    }
  }
}

function addExample(media: Media, schemas: Schemas): void {
  const example = exampleOf(media.schema ?? {}, schemas);
  if (example !== undefined) media.example = example;
}

function addressOf(path: string, { parameters = [] }: Operation, schemas: Schemas): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
    return encodeURIComponent(String(exampleOf(schema, schemas, [name])));
  });
}
