import { mayDo, type Scope } from '../domain/api-key.js';
import type { HttpServer } from '../query/http/http.js';
import { ProblemError } from '../query/http/problem.js';
import { type AccessPolicy, isLoopback } from './access-policy.js';
import type { Caller } from './caller.js';
import { bearerOf } from './bearer.js';
import type { KeyRing } from './key-ring.js';
import { hashOf, sameHash } from './key-secret.js';
import type { RouteAccess } from './needs.decorator.js';

/** Routes of the API, of which each says what it needs. What stands beside them shows nothing of the data. */
const GUARDED = /^\/v1(?:\/|$)/;

/** What is used of a request before its body is read. */
interface Asked {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly routeOptions: { readonly config: object };
  caller?: Caller | undefined;
  scopes?: readonly Scope[];
}

/**
 * Lets nobody reach a handler who may not, before any body is read. To be called before routes are made.
 *
 * @throws Error (later) when a route of the API is made that does not say what it needs
 */
export function guardAccess(server: HttpServer, policy: AccessPolicy, keys: KeyRing): void {
  const admin = policy.adminKey === undefined ? undefined : hashOf(policy.adminKey);
  server.addHook('onRoute', ({ url, method, config }) => {
    if (!GUARDED.test(url) || accessOf(config) !== undefined) return;
    throw new Error(`${[method].flat().join(', ')} ${url} does not say what it needs: give it @Needs(scope).`);
  });
  server.decorateRequest('caller');
  server.decorateRequest('scopes');
  server.addHook('onRequest', async (request: Asked) => {
    const access = accessOf(request.routeOptions.config);
    if (access === undefined) return;
    const text = bearerOf(request.headers['authorization']);
    request.scopes = policy.open;
    if (text === undefined) return letInAlone(access, request, policy);
    request.caller = await callerOf(text, access.needs, admin, keys);
    const scopes = [...request.caller.scopes, ...policy.open];
    request.scopes = scopes;
    if (access.needs !== 'nothing' && !mayDo(scopes, access.needs)) throw lacks(access.needs);
  });
}

/** What a route says that it needs; undefined for those beside the API. */
export const accessOf = (config: object | undefined): RouteAccess | undefined =>
  config !== undefined && 'access' in config ? (config.access as RouteAccess) : undefined;

function letInAlone({ needs, firstComesAlone }: RouteAccess, request: Asked, { open, adminKey }: AccessPolicy): void {
  if (needs === 'nothing' || open.includes(needs)) return;
  if (firstComesAlone === true && adminKey === undefined && isOnThisMachine(request)) return;
  throw unauthorized(`This needs a key with the scope ${needs}: send it as Authorization: Bearer.`, needs);
}

async function callerOf(
  text: string,
  needs: RouteAccess['needs'],
  admin: Buffer | undefined,
  keys: KeyRing,
): Promise<Caller> {
  if (admin !== undefined && sameHash(hashOf(text), admin)) {
    return { keyId: undefined, name: 'admin', scopes: ['admin'] };
  }
  const recognised = await keys.recognise(text);
  if ('caller' in recognised) return recognised.caller;
  throw unauthorized(REFUSALS[recognised.refused], needs, 'invalid_token');
}

const REFUSALS = {
  unknown: 'This key is not known here.',
  expired: 'This key has expired: ask for a new one.',
  revoked: 'This key was revoked.',
} as const;

/** Not through a proxy, which would lend its own address to everybody, nor under a name that somebody gave this machine. */
function isOnThisMachine({ headers, socket }: Asked): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'via'].some((name) => headers[name] !== undefined);
  const host = headers['host'];
  const isLocalName = typeof host === 'string' && isLoopback(host.replace(/:\d+$/, ''));
  return !isForwarded && isLoopback(socket.remoteAddress ?? '') && isLocalName;
}

const unauthorized = (detail: string, needs: RouteAccess['needs'], error?: string): ProblemError =>
  new ProblemError('unauthorized', detail, [], challenge(needs, error));

const lacks = (needs: Scope): ProblemError =>
  new ProblemError('forbidden', `The key lacks the scope ${needs}.`, [], challenge(needs, 'insufficient_scope'));

/**
 * The headers that say which key is asked for.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function challenge(needs: RouteAccess['needs'], error?: string): Readonly<Record<string, string>> {
  const parts = ['realm="sitrep"', error && `error="${error}"`, needs !== 'nothing' && `scope="${needs}"`];
  return { 'www-authenticate': `Bearer ${parts.filter(Boolean).join(', ')}` };
}
