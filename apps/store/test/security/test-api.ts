import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OperationsModule } from '@sitrep/observability';

import type { AccessPolicy } from '../../src/access/access-policy.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { type MadeKey, makeKey } from '../../src/access/key-secret.js';
import type { ApiKey, Scope } from '../../src/domain/api-key.js';
import type { Database } from '../../src/persistence/database.js';
import { PersistenceModule } from '../../src/persistence/persistence.module.js';
import type { KeyRepository } from '../../src/ports.js';
import { QueryModule } from '../../src/query/query.module.js';
import { serveApi, type ServingOptions } from '../serve-api.js';

/** A route of the OpenAPI document. */
export interface Operation {
  readonly method: string;
  /** As the document has it, with names in braces. */
  readonly path: string;
  /** The same with something in their place. */
  readonly url: string;
  /** The scope that it needs; undefined: none. */
  readonly needs: Scope | undefined;
  /** By status; those that several routes share as if they stood here. */
  readonly responses: Responses;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly responses: Responses };
}

type Responses = Readonly<Record<string, object>>;

interface DocumentedOperation {
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Responses;
}

const DOCUMENT = join(import.meta.dirname, '../../../../docs/openapi.json');

/** The routes of docs/openapi.json, of which `npm run check` says that it is current. */
export function operations(): readonly Operation[] {
  const { paths, components } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as OpenApi;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, responses }]) => ({
      method: method.toUpperCase(),
      path,
      url: path.replaceAll(/\{\w+\}/g, '6ba7b811-9dad-51d1-80b4-00c04fd430c8'),
      needs: security?.[0]?.['key']?.[0] as Scope | undefined,
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [status, resolved(response, components.responses)]),
      ),
    })),
  );
}

const resolved = (response: object, shared: Responses): object =>
  '$ref' in response ? (shared[String(response.$ref).split('/').at(-1) ?? ''] ?? {}) : response;

/** Keys in memory, of every kind. */
export class TestKeys {
  private readonly all = new Map<string, { readonly key: ApiKey; readonly hash: Buffer }>();
  readonly ring = new KeyRing({
    find: (id: string) => Promise.resolve(this.all.get(id)),
    noteUse: () => Promise.resolve(),
  } as unknown as KeyRepository);

  /** @returns the text of the key, for Authorization: Bearer */
  add(scopes: readonly Scope[], ended: Partial<Pick<ApiKey, 'expiresAt' | 'revokedAt'>> = {}): string {
    const { id, hash, text }: MadeKey = makeKey();
    const none = { lastUsedAt: null, expiresAt: null, revokedAt: null };
    this.all.set(id, { hash, key: { id, name: scopes.join(), scopes, createdAt: new Date(), ...none, ...ended } });
    return text;
  }
}

/** What may be different about the application. */
export interface TestApiOptions extends Omit<ServingOptions, 'policy'> {
  /** Left out: one that answers every question with no rows. */
  readonly database?: Database;
}

/** The store's HTTP. Nothing listens. */
export function startTestApi(
  policy: AccessPolicy,
  keys: TestKeys,
  { database = emptyDatabase(), ...serving }: TestApiOptions = {},
): Promise<NestFastifyApplication> {
  const api = QueryModule.of(PersistenceModule.over(database), { submit: () => Promise.resolve() }, undefined);
  return serveApi(withRing(api, keys.ring), { policy, ...serving });
}

@Module({})
class KeyedStore {}

function withRing(api: DynamicModule, ring: KeyRing): DynamicModule {
  const providers = (api.providers ?? []).map((one) =>
    'provide' in one && one.provide === KeyRing ? { provide: KeyRing, useValue: ring } : one,
  );
  return { module: KeyedStore, imports: [{ ...api, providers }, OperationsModule.watching([])] };
}

function emptyDatabase(): Database {
  const query = (): Promise<readonly unknown[]> => Promise.resolve([]);
  const source = { query, transaction: (act: (manager: object) => unknown) => act({ query }) };
  return { writer: source, reader: source } as unknown as Database;
}
