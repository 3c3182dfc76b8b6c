import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { type ApiKey, stateOf } from '../domain/api-key.js';
import { PostgresKeyRepository } from '../persistence/key.repository.js';
import type { KeyRepository } from '../ports.js';
import { ApiRoute } from '../query/document/api-doc.js';
import { CursorSigner, listName } from '../query/cursor.js';
import type { HttpReply } from '../query/http/http.js';
import { linkNext, pageOf } from '../query/page-links.js';
import { ProblemError } from '../query/http/problem.js';
import { RefuseQuery } from '../query/http/refuse-query.guard.js';
import type { Page } from '../query/schemas.js';
import type { Caller } from './caller.js';
import { challenge } from './guard-access.js';
import { KeyRing } from './key-ring.js';
import { makeKey } from './key-secret.js';
import { keyBody, keyPageSchema, keyPath, keySchema, keysQuery, type KeyView, madeKeySchema } from './key-schemas.js';
import { Needs, WhoCalls } from './needs.decorator.js';

const PATH = '/v1/keys';
const place = z.tuple([z.string(), z.string()]);

/** The keys of the API. */
@ApiTags('keys')
@Controller('v1/keys')
export class KeysController {
  constructor(
    @Inject(PostgresKeyRepository) private readonly keys: KeyRepository,
    @Inject(KeyRing) private readonly ring: KeyRing,
    @Inject(CursorSigner) private readonly cursors: CursorSigner,
  ) {}

  @Post()
  @Needs('admin', { firstComesAlone: true })
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'createKey',
    'A new key. The first of all may be made without one, from the machine of the store: it is an admin’s',
    { schema: madeKeySchema, description: 'The key, with its secret', status: 201 },
    ['too-large', 'unsupported-media-type'],
  )
  async create(
    @Body({ schema: keyBody }) { name, scopes, expiresAt }: z.output<typeof keyBody>,
    @WhoCalls() caller: Caller | undefined,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.output<typeof madeKeySchema>> {
    const { id, hash, text } = makeKey();
    const wanted = { id, hash, name, scopes, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
    const key = caller === undefined ? await this.first(wanted) : await this.keys.create(wanted);
    reply.headers({ location: `${PATH}/${id}`, 'cache-control': 'no-store' });
    return { ...viewOf(key), key: text };
  }

  @Get()
  @Needs('admin')
  @ApiRoute('listKeys', 'All keys without their secrets, the newest first', {
    schema: keyPageSchema,
    description: 'A page of keys',
    isPage: true,
  })
  async list(
    @Query({ schema: keysQuery }) { limit, cursor }: z.output<typeof keysQuery>,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<Page<KeyView>> {
    const list = listName(PATH, {});
    const after = cursor === undefined ? undefined : place.parse(this.cursors.read(list, cursor));
    const found = await this.keys.page(limit + 1, after && { createdAt: after[0], id: after[1] });
    const page = pageOf(
      found,
      limit,
      ({ key }) => viewOf(key),
      (last) => this.cursors.sign(list, [last.place.createdAt, last.place.id]),
    );
    linkNext(reply, PATH, { limit }, page.next);
    return page;
  }

  @Delete(':id')
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'revokeKey',
    'A key opens nothing any more: here at once, at other instances within 5 s',
    { schema: keySchema, description: 'The key as it is now' },
    ['not-found'],
  )
  async revoke(@Param({ schema: keyPath }) { id }: z.output<typeof keyPath>): Promise<KeyView> {
    const key = await this.keys.revoke(id);
    this.ring.forget(id);
    if (key === undefined) throw new ProblemError('not-found', 'There is no such key.');
    return viewOf(key);
  }

  /** Whoever comes without a key was let in because he is on this machine; it is for him only while there is none. */
  private async first(wanted: Parameters<KeyRepository['createFirst']>[0]): Promise<ApiKey> {
    const key = await this.keys.createFirst({ ...wanted, scopes: ['admin'] });
    if (key !== undefined) return key;
    throw new ProblemError(
      'unauthorized',
      'There are keys already: this needs one with the scope admin.',
      [],
      challenge('admin'),
    );
  }
}

const viewOf = (key: ApiKey): KeyView => ({
  id: key.id,
  name: key.name,
  scopes: [...key.scopes],
  state: stateOf(key, new Date()),
  createdAt: key.createdAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  expiresAt: key.expiresAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
});
