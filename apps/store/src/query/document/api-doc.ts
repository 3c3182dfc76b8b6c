import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import type { z } from 'zod';

import { EXPORT_COLUMN_NAMES, type ExportCell } from '../../domain/export-columns.js';
import { EXPORT_FORMATS, type ExportEnding } from '../../export/formats.js';
import { streamEventSchema } from '../changes/change-schemas.js';
import { trainingLine } from '../sentences/correction-schemas.js';
import { EXAMPLES, PROBLEM_EXAMPLES } from './examples.js';
import { PROBLEMS, type ProblemKind, problemSchema } from '../http/problem.js';
import { RAW_TYPES } from '../http/raw-body.js';
import { DELIVERY_SCHEMAS } from '../changes/webhook-schemas.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

/** What every route can answer. Of the time-out of a request that does not end, which has no route yet, nothing is said. */
const ALWAYS: readonly ProblemKind[] = [
  'invalid-request',
  'unauthorized',
  'forbidden',
  'not-acceptable',
  'address-too-long',
  'headers-too-large',
  'too-many-requests',
  'internal-error',
  'unavailable',
];

/** Documents a route: what it is for, what it answers, and which problems besides those of every route. */
export function ApiRoute(
  operationId: string,
  summary: string,
  answer: {
    /** Left out: the answer has no body. */
    readonly schema?: z.ZodType;
    readonly description: string;
    readonly isPage?: boolean;
    readonly status?: number;
  },
  problems: readonly ProblemKind[] = [],
): MethodDecorator {
  const { schema, description, isPage = false, status = 200 } = answer;
  const link = {
    Link: { description: 'RFC 8288: `rel="next"`, where there is a next page', schema: { type: 'string' } },
  };
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiResponse({ status, description, ...(schema && { standardSchema: schema }), ...(isPage && { headers: link }) }),
    ...[...ALWAYS, ...problems].map((kind) => ApiProblem(kind)),
  );
}

/** Documents a route that answers with lines of JSON, each of which is one of {@link SHARED_SCHEMAS}. */
export function ApiLines(
  operationId: string,
  summary: string,
  answer: { readonly line: keyof typeof SHARED_SCHEMAS; readonly description: string },
): MethodDecorator {
  const { line, description } = answer;
  const lines = { type: 'array', items: { $ref: `#/components/schemas/${line}` } };
  const content = linesOf('application/x-ndjson', lines);
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiResponse({ status: 200, description, content }),
    ...ALWAYS.map((kind) => ApiProblem(kind)),
  );
}

/** Documents a route that answers with bytes. */
export function ApiBytes(operationId: string, summary: string): MethodDecorator {
  const content = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiResponse({ status: 200, description: 'The bytes as they came', content }),
    ...[...ALWAYS, 'not-found' as const].map((kind) => ApiProblem(kind)),
  );
}

/** Documents a route that answers with a file of sentences. */
export function ApiFile(operationId: string, summary: string, ending: ExportEnding): MethodDecorator {
  const [type = ''] = EXPORT_FORMATS[ending].contentType.split(';');
  const example = exampleFile(ending);
  return applyDecorators(
    ApiOperation({
      operationId,
      summary,
      description:
        'All sentences that pass the filter, of one moment, in the order in which they were stored. The trailer ' +
        '`row-count` says how many were sent; a file without it broke off.',
    }),
    ApiResponse({
      status: 200,
      description: `A file of these columns: ${EXPORT_COLUMN_NAMES.join(', ')}`,
      content: {
        [type]: {
          schema: { type: 'string', contentMediaType: type, ...(example && { examples: [example] }) } as never,
        },
      },
      headers: { Trailer: { description: '`row-count`', schema: { type: 'string' } } },
    }),
    ...ALWAYS.map((kind) => ApiProblem(kind)),
  );
}

/** A file of one sentence; undefined: it is none that can be read. */
function exampleFile(ending: ExportEnding): string | undefined {
  if (ending === 'parquet') return undefined;
  const row = EXPORT_COLUMN_NAMES.map((name) => EXAMPLES[name]?.[0] as ExportCell);
  const encoder = EXPORT_FORMATS[ending].encoder();
  return [encoder.begin(), encoder.encode([row]), encoder.end()].join('');
}

/** Documents a route that answers with server-sent events, each of which is one of {@link SHARED_SCHEMAS}. */
export function ApiEvents(
  operationId: string,
  summary: string,
  answer: { readonly event: keyof typeof SHARED_SCHEMAS; readonly description: string },
  problems: readonly ProblemKind[] = [],
): MethodDecorator {
  const { event, description } = answer;
  const content = linesOf('text/event-stream', { type: 'array', items: { $ref: `#/components/schemas/${event}` } });
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiResponse({ status: 200, description, content }),
    ...[...ALWAYS, ...problems].map((kind) => ApiProblem(kind)),
  );
}

/** Documents what is taken where articles are handed in. */
export function ApiFeedBody(): MethodDecorator {
  return applyDecorators(
    ApiConsumes(...RAW_TYPES),
    ApiBody({
      required: true,
      description:
        'One article: our JSON, an IPTC ninjs 3 item, a schema.org NewsArticle, a structured CloudEvent, text or HTML; or NDJSON, an article a line. 1 MiB at most.',
      schema: {
        type: ['object', 'string'],
        examples: [{ id: 'a-1', source: 'Example', body: 'Troops left.' }],
      } as never,
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key with the same body has the same answer for 24 hours, and is done once',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
}

/** An error stands once in the document, and every route that answers with it refers to it. */
const ApiProblem = (kind: ProblemKind): MethodDecorator =>
  ApiResponse({ status: PROBLEMS[kind].status, $ref: `#/components/responses/${nameOf(kind)}` } as ApiResponseOptions);

/** `not-found` as `NotFound`. */
const nameOf = (kind: string): string => kind.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The errors, as the components that routes refer to. */
export const PROBLEM_RESPONSES = Object.fromEntries(
  Object.entries(PROBLEMS).map(([kind, { status, title }]) => {
    const problem = { type: `urn:sitrep:problem:${kind}`, title, status, instance: '/v1/articles', traceId: TRACE_ID };
    const example = { ...problem, ...PROBLEM_EXAMPLES[kind as ProblemKind] };
    const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } };
    return [nameOf(kind), { description: `${title} (\`${problem.type}\`)`, content }] as const;
  }),
);

/** A text, and what is in it for who reads it as what it is. */
const linesOf = (contentMediaType: string, contentSchema: object) => ({
  [contentMediaType]: { schema: { type: 'string', contentMediaType, contentSchema } as never },
});

/** The components that these refer to. */
export const SHARED_SCHEMAS = {
  Problem: problemSchema,
  TrainingLine: trainingLine,
  StreamEvent: streamEventSchema,
  ...DELIVERY_SCHEMAS,
} as const;
