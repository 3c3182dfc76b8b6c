import { randomBytes } from 'node:crypto';

import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import type { ChangeSource } from '../../changes/change-source.js';
import { queryOf } from '../../domain/sentence-filter.js';
import { webhookSecretOf } from '../../webhooks/webhook-signature.js';
import { AlertChangeReader } from '../../persistence/alert-change-reader.js';
import { ChangeReader } from '../../persistence/change-reader.js';
import { PostgresSearchRepository } from '../../persistence/search.repository.js';
import { PostgresWebhookRepository } from '../../persistence/webhook.repository.js';
import type { AlertChangeSource, SearchRepository } from '../../searches/saved-search.js';
import { urlProblem } from '../../webhooks/address-policy.js';
import type { Webhook, WebhookRepository } from '../../webhooks/webhook.js';
import { ApiRoute } from '../document/api-doc.js';
import { parseFilter } from '../filter-parameters.js';
import { ProblemError, type ProblemPart } from '../http/problem.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';
import {
  newWebhookSchema,
  renderWebhook,
  webhookBody,
  webhookPath,
  webhookSchema,
  webhooksSchema,
} from './webhook-schemas.js';

const SECRET_BYTES = 32;
const MOST = 100;
type WebhookBody = z.output<typeof webhookBody>;

/** Addresses that what happens is delivered to. */
@ApiTags('changes')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    @Inject(PostgresWebhookRepository) private readonly webhooks: WebhookRepository,
    @Inject(PostgresSearchRepository) private readonly searches: SearchRepository,
    @Inject(ChangeReader) private readonly changes: ChangeSource,
    @Inject(AlertChangeReader) private readonly alerts: AlertChangeSource,
  ) {}

  @Post()
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'createWebhook',
    'Delivers what happens from now on to an address, signed',
    { schema: newWebhookSchema, description: 'The webhook, with the secret that is never shown again', status: 201 },
    ['forbidden', 'conflict', 'too-large', 'unsupported-media-type'],
  )
  async create(@Body({ schema: webhookBody }) body: WebhookBody): Promise<z.output<typeof newWebhookSchema>> {
    const problem = await this.problemOf(body);
    if (problem !== undefined) {
      throw new ProblemError('invalid-request', 'No such webhook can be: see errors.', [problem]);
    }
    if ((await this.webhooks.all()).length >= MOST) {
      throw new ProblemError('conflict', `There are ${MOST} webhooks, and no more may be. Delete one first.`);
    }
    const { url, type, searchId = null } = body;
    const filter = queryOf(parseFilter(body.filter));
    const secret = webhookSecretOf(randomBytes(SECRET_BYTES));
    const after = await (type === 'alerts.changed' ? this.alerts : this.changes).latest();
    const made = await this.webhooks.add({ url, type, searchId, filter, secret, after });
    return { ...renderWebhook(made), secret };
  }

  private async problemOf({ url, type, filter, searchId }: WebhookBody): Promise<ProblemPart | undefined> {
    // Whether this machine itself may be reached is asked when it is delivered to.
    const problem = urlProblem(url, 'loopback');
    if (problem !== undefined) return { pointer: '/url', detail: problem };
    if (type === 'alerts.changed' && filter !== '') {
      return { pointer: '/filter', detail: 'is of sentences: alarms have the filter of their search' };
    }
    if (searchId === undefined) return undefined;
    if (type !== 'alerts.changed') return { pointer: '/searchId', detail: 'is for alerts.changed alone' };
    const isKnown = (await this.searches.one(searchId)) !== undefined;
    return isKnown ? undefined : { pointer: '/searchId', detail: 'is no saved search' };
  }

  @Get()
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute('listWebhooks', 'All webhooks, and how each is', {
    schema: webhooksSchema,
    description: 'The oldest first',
  })
  async list(): Promise<z.output<typeof webhooksSchema>> {
    return { items: (await this.webhooks.all()).map(renderWebhook) };
  }

  @Get(':id')
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute('getWebhook', 'How one webhook is', { schema: webhookSchema, description: 'The webhook' }, ['not-found'])
  async one(
    @Param({ schema: webhookPath }) { id }: z.output<typeof webhookPath>,
  ): Promise<z.output<typeof webhookSchema>> {
    return renderWebhook(known(await this.webhooks.one(id)));
  }

  @Post(':id/enable')
  @HttpCode(200)
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute(
    'enableWebhook',
    'Serves a webhook again that failed too often, from where it was',
    { schema: webhookSchema, description: 'The webhook as it is now' },
    ['forbidden', 'not-found'],
  )
  async enable(
    @Param({ schema: webhookPath }) { id }: z.output<typeof webhookPath>,
  ): Promise<z.output<typeof webhookSchema>> {
    if (!(await this.webhooks.enable(id))) throw notFound();
    return this.one({ id });
  }

  @Delete(':id')
  @HttpCode(204)
  @Needs('admin')
  @UseGuards(RefuseQuery)
  @ApiRoute('deleteWebhook', 'Delivers nothing there any more', { description: 'It is gone', status: 204 }, [
    'forbidden',
    'not-found',
  ])
  async remove(@Param({ schema: webhookPath }) { id }: z.output<typeof webhookPath>): Promise<void> {
    if (!(await this.webhooks.remove(id))) throw notFound();
  }
}

const notFound = (): ProblemError => new ProblemError('not-found', 'No such webhook is known.');

function known(webhook: Webhook | undefined): Webhook {
  if (webhook === undefined) throw notFound();
  return webhook;
}
