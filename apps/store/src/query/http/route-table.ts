import { NotFoundException } from '@nestjs/common';

import type { HttpRequest } from './http.js';
import { ProblemError } from './problem.js';

/** Which methods each address takes: the router itself answers a wrong method as if the address did not exist. */
export class RouteTable {
  private readonly routes: { readonly pattern: RegExp; readonly methods: Set<string> }[] = [];

  /** @param path as Fastify writes it, e.g. `/v1/articles/:id` */
  add(path: string, methods: readonly string[]): void {
    const source = path
      .split('/')
      .map((part) =>
        part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('/');
    this.routes.push({ pattern: new RegExp(`^${source}$`), methods: new Set(methods) });
  }

  /** The methods that the address takes, in alphabetical order; none when there is no such address. */
  methodsOf(path: string): readonly string[] {
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => [...route.methods]);
    return [...new Set(methods)].sort();
  }

  /** Tells a wrong method from a wrong address. Other errors are left as they are. */
  explain(error: unknown, request: HttpRequest): unknown {
    if (!request.is404 || !(error instanceof NotFoundException)) return error;
    const methods = this.methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0) return error;
    const allow = methods.join(', ');
    return new ProblemError('method-not-allowed', `This address takes ${allow}.`, [], { allow });
  }
}
