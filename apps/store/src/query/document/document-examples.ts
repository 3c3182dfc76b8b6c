import type { OpenAPIObject } from '@nestjs/swagger';

import { exampleOf, type Schema, type Schemas } from './example-of.js';

interface Media {
  schema?: Schema;
  example?: unknown;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

/** The named schemas of a document. */
export const schemasOf = (document: OpenAPIObject): Schemas => (document.components?.schemas ?? {}) as Schemas;

/**
 * Gives every answer of every operation an example.
 *
 * @throws Error when a field has none: see {@link exampleOf}
 */
export function addExamples(document: OpenAPIObject): void {
  const schemas = schemasOf(document);
  for (const operations of Object.values(document.paths)) {
    for (const { responses } of Object.values(operations) as readonly Operation[]) {
      const media = Object.values(responses).flatMap(({ content = {} }) => Object.values(content));
      for (const one of media) if (one.example === undefined) addExample(one, schemas);
    }
  }
}

function addExample(media: Media, schemas: Schemas): void {
  const example = exampleOf(media.schema ?? {}, schemas);
  if (example !== undefined) media.example = example;
}
