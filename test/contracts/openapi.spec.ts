import Ajv2020 from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

interface Media {
  readonly schema: { readonly format?: string; readonly contentMediaType?: string };
  readonly example?: unknown;
}

interface Answer {
  readonly content?: Readonly<Record<string, Media>>;
}

interface Reference {
  readonly $ref: string;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer | Reference>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8')) as {
  readonly paths: Paths;
  readonly webhooks: Paths;
  readonly components: { readonly responses: Readonly<Record<string, Answer>> };
};

const passes = (schema: z.ZodType) => (text: string) => schema.safeParse(text).success;
const ajv = new Ajv2020.default({
  strict: false,
  formats: {
    'date-time': passes(z.iso.datetime({ offset: true })),
    date: passes(z.iso.date()),
    uuid: passes(z.guid()),
    uri: passes(z.url()),
    base64: passes(z.base64()),
  },
});
ajv.addSchema(document, 'openapi.json');

const operationsOf = (paths: Paths) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ place: ['paths', path, method], operation })),
  );
const operations = operationsOf(document.paths);

const isReference = (answer: Answer | Reference): answer is Reference => '$ref' in answer;

/** Every content of every answer, and where its schema stands in the document. */
const contentsOf = (name: string, { content = {} }: Answer, place: readonly string[]) =>
  Object.entries(content).map(([type, media]) => ({
    ...{ name: `${name} ${type}`, media, place: [...place, 'content', type, 'schema'] },
  }));
const answers = operations.flatMap(({ place, operation: { operationId, responses } }) =>
  Object.entries(responses).flatMap(([status, answer]) =>
    isReference(answer) ? [] : contentsOf(`${operationId} ${status}`, answer, [...place, 'responses', status]),
  ),
);
const shared = Object.entries(document.components.responses).flatMap(([name, answer]) =>
  contentsOf(name, answer, ['components', 'responses', name]),
);
const pushed = operationsOf(document.webhooks).map(({ place, operation }) => ({
  name: operation.operationId,
  media: operation.requestBody!.content['application/json']!,
  place: ['webhooks', ...place.slice(1), 'requestBody', 'content', 'application/json', 'schema'],
}));

const pointerOf = (place: readonly string[]): string =>
  place.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

const isBytes = ({ schema }: Media): boolean =>
  schema.format === 'binary' || schema.contentMediaType === 'application/vnd.apache.parquet';

describe('the OpenAPI document', () => {
  it('documents an answer of every operation, and a name that no other has', () => {
    const isSilent = ({ responses }: Operation) => Object.keys(responses).every((status) => !status.startsWith('2'));
    expect(operations.filter(({ operation }) => isSilent(operation))).toEqual([]);
    const ids = [...operations, ...operationsOf(document.webhooks)].map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every error once what it is: under the status that its problem has', () => {
    const wrong = operations.flatMap(({ place: [, path = ''], operation: { operationId, responses } }) =>
      Object.entries(responses).flatMap(([status, answer]) => {
        if (status < '400' || path.startsWith('/health/')) return [];
        const name = isReference(answer) ? answer.$ref.split('/').at(-1) : undefined;
        const { content = {} } = document.components.responses[name ?? ''] ?? {};
        const example = content['application/problem+json']?.example as { readonly status: number } | undefined;
        const isWell = String(example?.status) === status && Object.keys(answer).length === 1;
        return isWell ? [] : [`${operationId} ${status}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it.each([...answers, ...shared, ...pushed].filter(({ media }) => !isBytes(media)))(
    'has an example that its schema allows: $name',
    ({ media, place }) => {
      expect(media.example).toBeDefined();
      const validate = ajv.compile({ $ref: `openapi.json#${pointerOf(place)}` });
      expect(validate(media.example), JSON.stringify(validate.errors)).toBe(true);
    },
  );
});
