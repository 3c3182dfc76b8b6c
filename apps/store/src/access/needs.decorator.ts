import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiSecurity } from '@nestjs/swagger';

import type { Scope } from '../domain/api-key.js';
import type { HttpRequest } from '../query/http/http.js';
import type { Caller } from './caller.js';

/** What a route asks of its caller, as it stands in the `config` of the Fastify route. */
export interface RouteAccess {
  /** `nothing`: everybody may, and a key that opens nothing is refused all the same. */
  readonly needs: Scope | 'nothing';
  /** Whoever is on this machine may come without a key, while there is none. */
  readonly firstComesAlone?: boolean;
}

/** The name of the security scheme in the OpenAPI document. */
export const KEY_SCHEME = 'key';

/**
 * Says which scope a caller's key must have. Every route under `/v1` has one: the store does not start with a route that
 * has none, and whoever lacks the scope never reaches the handler.
 *
 * ```ts
 * @Get()
 * @Needs('read')      // read: asks, changes nothing. feed: hands articles in. correct: says what is right. admin: the rest
 * @ApiRoute(…)        // documents 401, 403 and 429 by itself
 * async list(…) {}
 * ```
 *
 * Who it is, where the handler wants to know, is {@link WhoCalls}. Tests of what is behind the door make their
 * application with `new HttpApp(logger, openToAll)`; `access.spec.ts` asks every route of the OpenAPI document with
 * every kind of key, so that a new route needs no test of its own for this.
 */
export function Needs(needs: RouteAccess['needs'], options: Omit<RouteAccess, 'needs'> = {}): MethodDecorator {
  const access: RouteAccess = { needs, ...options };
  const documented = needs === 'nothing' ? [] : [ApiSecurity(KEY_SCHEME, [needs])];
  return applyDecorators(RouteConfig({ access }), ...documented);
}

/** The {@link Caller} as a parameter of a handler; undefined: it came without a key, and needs none. */
export const WhoCalls = createParamDecorator((_: unknown, context: ExecutionContext): Caller | undefined => {
  return context.switchToHttp().getRequest<HttpRequest>().caller;
});
