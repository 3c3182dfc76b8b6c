import 'reflect-metadata';

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deliveryOf, labelledEvent, splitEvent } from '@sitrep/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { AlertChangeReader } from '../../persistence/alert-change-reader.js';
import { ChangeReader } from '../../persistence/change-reader.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSearchRepository } from '../../persistence/search.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';
import { PostgresWebhookRepository } from '../../persistence/webhook.repository.js';
import { signedHeaders } from '../../webhooks/webhook-signature.js';
import { DeliverWebhooksJob } from '../../webhooks/deliver-webhooks.job.js';
import { httpSender } from '../../webhooks/http-sender.js';
import { webhookFeeds } from './webhook-feeds.js';
import { DELIVERY_SCHEMAS } from './webhook-schemas.js';

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly state: string;
  readonly lastError: string | null;
  readonly failures: number;
}

const UNKNOWN_SEARCH = '6ba7b811-9dad-41d1-80b4-00c04fd430c8';

/** A receiver of webhooks that answers as it is told. */
class Receiver {
  readonly received: Received[] = [];
  status = 204;
  location: string | undefined;
  isSilent = false;
  readonly server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      if (this.isSilent) return;
      response.writeHead(this.status, this.location === undefined ? {} : { location: this.location }).end();
    });
  });

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
}

describe('webhooks', () => {
  let store: TestStore;
  let app: NestFastifyApplication;
  let receiver: Receiver;
  let now = Date.UTC(2026, 0, 1);

  beforeAll(async () => {
    store = await TestStore.start();
    app = await store.serve();
    await new PostgresOutcomeRepository(store.writer).save([deliveryOf(splitEvent('a', 'x', { offset: 1 }))]);
  });

  beforeEach(async () => {
    await store.postgres.query('truncate webhook, saved_search, alert, sentence, label, ledger');
    receiver = new Receiver();
    await once(receiver.server.listen(0, '127.0.0.1'), 'listening');
    return async () => {
      receiver.server.closeAllConnections();
      receiver.server.close();
      await once(receiver.server, 'close');
    };
  });

  afterAll(() => store.stop());

  const save = (...indexes: readonly number[]) =>
    new PostgresSentenceRepository(store.writer).save(
      indexes.map((index) => deliveryOf(labelledEvent('a', 'x', index))),
    );
  const job = (send = httpSender('loopback')) =>
    new DeliverWebhooksJob({
      webhooks: new PostgresWebhookRepository(store.writer),
      feeds: webhookFeeds(new ChangeReader(store.reader), new AlertChangeReader(store.reader)),
      send,
      clock: () => now,
      chance: () => 0,
    });
  const deliver = async (worker = job()): Promise<void> => {
    await store.postgres.query('update webhook set next_attempt_at = now()');
    while (await worker.run());
  };
  const create = async (filter = '', url = `http://127.0.0.1:${receiver.port}/hook`): Promise<Made> => {
    const answer = await app.inject({ method: 'POST', url: '/v1/webhooks', payload: { url, filter } });
    expect(answer.statusCode).toBe(201);
    return answer.json<Made>();
  };
  const state = async (id: string): Promise<Made> => (await app.inject(`/v1/webhooks/${id}`)).json<Made>();
  const indexes = (): readonly (readonly number[])[] =>
    receiver.received.map(({ body }) =>
      (JSON.parse(body) as { data: { items: { sentence: { index: number } }[] } }).data.items.map(
        ({ sentence }) => sentence.index,
      ),
    );

  it('are delivered what comes after they were made, in order, signed so that the receiver can tell', async () => {
    await save(0);
    const { secret } = await create();
    await save(1);
    await save(2);
    await deliver();
    expect(indexes()).toEqual([[1, 2]]);
    const [{ headers, body }] = receiver.received as [Received];
    expect(headers).toMatchObject(signedHeaders(secret, String(headers['webhook-id']), now / 1_000, body));
    expect(DELIVERY_SCHEMAS.SentencesChanged.safeParse(JSON.parse(body)).error).toBeUndefined();
    now += 60_000;
    await deliver();
    expect(receiver.received).toHaveLength(1);
    await save(3);
    await deliver();
    expect(indexes()).toEqual([[1, 2], [3]]);
  });

  it('show their secret once, and are told of by all that is known of them', async () => {
    const { id, secret } = await create('label=military&state=current');
    expect(secret).toMatch(/^whsec_/);
    const list = await app.inject('/v1/webhooks');
    expect(list.body).not.toContain(secret);
    expect(list.json()).toMatchObject({ items: [{ id, state: 'active', filter: 'label=military', lastError: null }] });
    expect((await app.inject({ method: 'DELETE', url: `/v1/webhooks/${id}` })).statusCode).toBe(204);
    expect((await app.inject({ method: 'DELETE', url: `/v1/webhooks/${id}` })).statusCode).toBe(404);
    expect((await app.inject(`/v1/webhooks/${id}`)).statusCode).toBe(404);
  });

  it('are sent only what their filter lets through', async () => {
    await create('label=diplomatic');
    await save(0);
    await deliver();
    expect(receiver.received).toEqual([]);
  });

  it('get the same again under the same id when it failed, and nothing overtakes it', async () => {
    const { id } = await create();
    receiver.status = 500;
    await save(0);
    await deliver();
    expect(await state(id)).toMatchObject({ state: 'failing', failures: 1, lastError: 'It answered 500.' });
    // Its turn has not come.
    expect(await job().run()).toBe(false);
    receiver.status = 200;
    await save(1);
    await deliver();
    expect(indexes()).toEqual([[0], [0, 1]]);
    expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id']);
    expect(await state(id)).toMatchObject({ state: 'active', failures: 0 });
  });

  it('go on from where they were after a store died in the middle, and are served by another', async () => {
    await create();
    await save(0);
    const dying = job(async (...request) => {
      await httpSender('loopback')(...request);
      throw new Error('died');
    });
    await deliver(dying);
    await save(1);
    await deliver();
    expect(new Set(indexes().flat())).toEqual(new Set([0, 1]));
    expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id']);
  });

  it('are disabled after twenty failures, say so, and can be served again from where they were', async () => {
    const { id } = await create();
    receiver.status = 503;
    await save(0);
    for (let nth = 0; nth < 25; nth++) await deliver();
    expect(receiver.received).toHaveLength(20);
    expect(await state(id)).toMatchObject({
      state: 'disabled',
      lastError: 'Given up after 20 failures. It answered 503.',
    });
    receiver.status = 200;
    const answer = await app.inject({ method: 'POST', url: `/v1/webhooks/${id}/enable` });
    expect(answer.json()).toMatchObject({ state: 'active' });
    await deliver();
    expect(indexes().at(-1)).toEqual([0]);
  });

  it('are disabled at once when the receiver says that it is gone', async () => {
    const { id } = await create();
    receiver.status = 410;
    await save(0);
    await deliver();
    expect(await state(id)).toMatchObject({ state: 'disabled' });
  });

  it('follow no redirect', async () => {
    const { id } = await create();
    receiver.status = 302;
    receiver.location = `http://127.0.0.1:${receiver.port}/elsewhere`;
    await save(0);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    expect(await state(id)).toMatchObject({ lastError: 'It answered 302.' });
  });

  it('give up on a receiver that does not answer', async () => {
    const { id } = await create();
    receiver.isSilent = true;
    await save(0);
    await deliver(job(httpSender('loopback', undefined, 100)));
    expect(await state(id)).toMatchObject({ state: 'failing', lastError: expect.stringContaining('No answer') });
  });

  it('are not delivered to this machine unless that was set, nor to a name that leads to a neighbour', async () => {
    const { id } = await create();
    await save(0);
    await deliver(job(httpSender('public')));
    expect((await state(id)).lastError).toContain('loopback');
    const { id: named } = await create('', `http://hook.example:${receiver.port}/`);
    await save(1);
    const both = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    await deliver(job(httpSender('loopback', both)));
    expect((await state(named)).lastError).toContain('private');
    expect(receiver.received.every(({ body }) => !body.includes('hook.example'))).toBe(true);
  });

  it('go to the address that was looked at, whatever the name means a moment later', async () => {
    await create('', `http://hook.example:${receiver.port}/`);
    const answers = ['127.0.0.1', '10.0.0.1'];
    let asked = 0;
    await save(0);
    await deliver(job(httpSender('loopback', async () => [{ address: answers[asked++]!, family: 4 }])));
    expect(asked).toBe(1);
    expect(indexes()).toEqual([[0]]);
    expect(receiver.received[0]?.headers['host']).toBe(`hook.example:${receiver.port}`);
  });

  describe('for alarms', () => {
    const rules = [{ kind: 'count', moreThan: 2, withinMinutes: 60 }, { kind: 'silence' }] as const;
    const searches = () => new PostgresSearchRepository(store.writer);
    const createFor = async (payload: object): Promise<Made> => {
      const url = `http://127.0.0.1:${receiver.port}/hook`;
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/webhooks',
        payload: { url, type: 'alerts.changed', ...payload },
      });
      expect(answer.statusCode).toBe(201);
      return answer.json<Made>();
    };
    const told = () =>
      receiver.received.flatMap(({ body }) => DELIVERY_SCHEMAS.AlertsChanged.parse(JSON.parse(body)).data.items);
    const at = (minute: number) => new Date(now + minute * 60_000);

    it('are told when one begins and when it ends, once each, signed as all are', async () => {
      const search = await searches().add({ name: 'Strikes', filter: 'q=strike', rules });
      await searches().setAlarm(search, 1, 'before the webhook was', at(0));
      const { secret } = await createFor({});
      await searches().setAlarm(search, 0, '3 in 60 minutes, more than 2', at(1));
      await searches().setAlarm(search, 0, '4 in 60 minutes, more than 2', at(2));
      await deliver();
      await searches().setAlarm(search, 0, undefined, at(3));
      await searches().setAlarm(search, 0, undefined, at(4));
      await deliver();
      await deliver();
      const alert = { searchId: search.id, searchName: 'Strikes', kind: 'count', openedAt: at(1).toISOString() };
      const message = '3 in 60 minutes, more than 2';
      expect(told()).toMatchObject([
        { kind: 'opened', alert: { ...alert, message, closedAt: null } },
        { kind: 'closed', alert: { ...alert, message, closedAt: at(3).toISOString() } },
      ]);
      const [{ headers, body }] = receiver.received as [Received];
      expect(headers).toMatchObject(signedHeaders(secret, String(headers['webhook-id']), now / 1_000, body));
    });

    it('are told of one search alone where they name it, also that its alarms end because it is forgotten', async () => {
      const [mine, other] = [
        await searches().add({ name: 'Mine', filter: '', rules }),
        await searches().add({ name: 'Other', filter: '', rules }),
      ];
      expect(await createFor({ searchId: mine.id })).toMatchObject({ searchId: mine.id, type: 'alerts.changed' });
      await searches().setAlarm(other, 0, 'not wanted', at(0));
      await searches().setAlarm(mine, 1, 'normally 40 a day', at(0));
      await app.inject({ method: 'DELETE', url: `/v1/searches/${mine.id}` });
      await deliver();
      expect(told()).toMatchObject([
        { kind: 'opened', alert: { searchName: 'Mine', kind: 'silence' } },
        { kind: 'closed', alert: { searchName: 'Mine', kind: 'silence' } },
      ]);
    });

    it('get the same again under the same id when it failed, and no change of a sentence', async () => {
      const search = await searches().add({ name: 'Strikes', filter: '', rules });
      const { id } = await createFor({});
      receiver.status = 500;
      await searches().setAlarm(search, 0, '3 in 60 minutes, more than 2', at(0));
      await deliver();
      expect(await state(id)).toMatchObject({ state: 'failing', failures: 1, lastError: 'It answered 500.' });
      receiver.status = 200;
      await save(0);
      await deliver();
      expect(told().map(({ kind }) => kind)).toEqual(['opened', 'opened']);
      expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id']);
      expect(await state(id)).toMatchObject({ state: 'active', failures: 0 });
    });
  });

  it.each([
    [{ url: 'http://10.0.0.1/' }, '/url'],
    [{ url: 'ftp://example.org/' }, '/url'],
    [{ url: 'https://example.org/', filter: 'label=naval' }, undefined],
    [{ url: 'https://example.org/', secret: 'mine' }, ''],
    [{ url: 'https://example.org/', type: 'alerts' }, '/type'],
    [{ url: 'https://example.org/', type: 'alerts.changed', filter: 'label=military' }, '/filter'],
    [{ url: 'https://example.org/', searchId: UNKNOWN_SEARCH }, '/searchId'],
    [{ url: 'https://example.org/', type: 'alerts.changed', searchId: UNKNOWN_SEARCH }, '/searchId'],
    [{}, '/url'],
  ])('are not made of %j', async (payload, pointer) => {
    const answer = await app.inject({ method: 'POST', url: '/v1/webhooks', payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: { pointer?: string }[] }>().errors[0]?.pointer).toBe(pointer);
  });
});
