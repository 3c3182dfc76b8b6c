import type { OpenAPIObject } from '@nestjs/swagger';

import type { HttpServer } from './http.js';
import { ProblemError } from './problem.js';

/** Media types of the good answers of each route, by method and path as Fastify writes it. */
export type AnswerTypes = ReadonlyMap<string, readonly string[]>;

/** What the OpenAPI document says of the types of answers. */
export function answerTypesOf({ paths }: Pick<OpenAPIObject, 'paths'>): AnswerTypes {
  const types = new Map<string, readonly string[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods as Readonly<Record<string, Documented>>)) {
      const good = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'));
      const content = good.flatMap(([, response]) => Object.keys(response.content ?? {}));
      types.set(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, content);
    }
  }
  return types;
}

interface Documented {
  readonly responses?: Readonly<Record<string, { readonly content?: object }>>;
}

/** Refuses what could only be answered in a type that the client does not take. To be called before routes are made. */
export function guardAccept(server: HttpServer, types: () => AnswerTypes): void {
  server.addHook('onRequest', async ({ method, headers, routeOptions }) => {
    const made = types().get(`${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`) ?? [];
    if (made.length === 0 || accepts(headers['accept'], made)) return;
    throw new ProblemError('not-acceptable', `This address answers with ${made.join(' or ')}.`);
  });
}

/**
 * Whether a client takes one of some media types; without the header it takes all (RFC 9110, 12.5.1).
 *
 * @param header `Accept` as it came
 * @param types in lower case, without parameters
 */
export function accepts(header: unknown, types: readonly string[]): boolean {
  if (typeof header !== 'string' || header.trim() === '') return true;
  const ranges = header.toLowerCase().split(',').map(rangeOf);
  return types.some((type) => {
    const matching = ranges.filter(({ range }) => [type, `${type.split('/', 1)[0]}/*`, '*/*'].includes(range));
    // The most specific range decides: "*/*, text/html;q=0" takes all but HTML.
    const [best] = matching.sort((a, b) => specificity(b.range) - specificity(a.range));
    return best !== undefined && best.quality > 0;
  });
}

function rangeOf(text: string): { readonly range: string; readonly quality: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
  return { range, quality: Number.isNaN(quality) ? 1 : quality };
}

const specificity = (range: string): number => (range === '*/*' ? 0 : range.endsWith('/*') ? 1 : 2);
