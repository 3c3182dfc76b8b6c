import type { MessageHandler } from '@nestjs/microservices';
import { EMPTY, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';

import { callHandler, checkHandlers } from './call-handler.js';
import { Settlement } from './settlement.js';

const record = {
  key: null,
  value: null,
  headers: new Map(),
  headerCount: 0,
  repeatedHeaders: undefined,
  offset: 0,
  timestamp: 0,
};
const batch = { topic: 'notes', partition: 0, records: [record], signal: new AbortController().signal };
const handler =
  (result: unknown): MessageHandler =>
  () =>
    Promise.resolve(result) as ReturnType<MessageHandler>;

describe('calling a consumer through Nest', () => {
  it.each([
    ['a settlement', new Settlement(1, 'done')],
    ['an observable of one, as interceptors make', of(new Settlement(1, 'done'))],
  ])('takes %s', async (_, result) => {
    expect(await callHandler(handler(result), batch)).toEqual(new Settlement(1, 'done'));
  });

  it.each([
    ['nothing, as a forgotten return gives', undefined, 'did not return'],
    ['an observable that completes empty', EMPTY, 'did not return'],
    [
      'an observable of what Nest makes of an error',
      throwError(() => ({ status: 'error', message: 'Internal' })),
      'Internal',
    ],
    ['more settled records than there are', new Settlement(2, 'done'), 'did not return'],
    ['something that only looks like a settlement', { settled: 1, reason: 'done', detail: '' }, 'did not return'],
  ])('settles nothing and ends the service on %s', async (_, result, sentence) => {
    const settlement = await callHandler(handler(result), batch);
    expect(settlement).toMatchObject({ settled: 0, reason: 'fatal' });
    expect(settlement.detail).toContain(sentence);
  });

  it('settles nothing and ends the service when the consumer throws', async () => {
    const failing = (() => Promise.reject(new TypeError('no such method'))) as unknown as MessageHandler;
    expect(await callHandler(failing, batch)).toMatchObject({ settled: 0, reason: 'fatal' });
  });
});

describe.each([
  ['no consumer at all', new Map(), 'No consumer'],
  ['a consumer that would reply', new Map([['notes', handler(1)]]), '@EventPattern'],
  [
    'two consumers of a topic',
    new Map([['notes', Object.assign(handler(1), { isEventHandler: true, next: handler(2) })]]),
    'two consumers',
  ],
])('starting with %s', (_, handlers: ReadonlyMap<string, MessageHandler>, sentence) => {
  it('is refused', () => {
    expect(() => checkHandlers(handlers)).toThrow(sentence);
  });
});
