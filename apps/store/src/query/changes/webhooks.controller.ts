import { randomBytes } from 'node:crypto';

import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import type { ChangeSource } from '../../changes/change-source.js';
import { queryOf } from '../../domain/sentence-filter.js';
import { webhookSecretOf } from '../../webhooks/webhook-signature.js';
import { ChangeReader } from '../../persistence/change-reader.js';
import { PostgresWebhookRepository } from '../../persistence/webhook.repository.js';
import { urlProblem } from '../../webhooks/address-policy.js';
import type { Webhook, WebhookRepository } from '../../webhooks/webhook.js';
import { ApiRoute } from '../document/api-doc.js';
import { parseFilter } from '../filter-parameters.js';
import { ProblemError } from '../http/problem.js';
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

/** Addresses that changes are delivered to. */
@ApiTags('changes')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    @Inject(PostgresWebhookRepository) private readonly webhooks: WebhookRepository,
    @Inject(ChangeReader) private readonly changes: ChangeSource,
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
  async create(
    @Body({ schema: webhookBody }) { url, filter }: z.output<typeof webhookBody>,
  ): Promise<z.output<typeof newWebhookSchema>> {
    // Whether this machine itself may be reached is asked when it is delivered to.
    const problem = urlProblem(url, 'loopback');
    if (problem !== undefined) {
      throw new ProblemError('invalid-request', 'Nothing can be delivered there.', [
        { pointer: '/url', detail: problem },
      ]);
    }
    if ((await this.webhooks.all()).length >= MOST) {
      throw new ProblemError('conflict', `There are ${MOST} webhooks, and no more may be. Delete one first.`);
    }
    const secret = webhookSecretOf(randomBytes(SECRET_BYTES));
    const after = await this.changes.latest();
    const made = await this.webhooks.add({ url, filter: queryOf(parseFilter(filter)), secret, after });
    return { ...renderWebhook(made), secret };
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
