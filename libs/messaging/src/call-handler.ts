import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';

import type { RecordBatch } from './record-batch.js';
import { Settlement } from './settlement.js';

/**
 * Calls a consumer through everything that Nest puts around it (guards, pipes, interceptors, filters) and gets its
 * settlement back. Nest turns what a consumer throws into an observable of a bare object, an empty observable into
 * nothing, and a forgotten `return` into undefined: each of these becomes a fatal settlement, in which nothing is
 * settled, so that no offset moves. Never rejects.
 */
export async function callHandler(handler: MessageHandler, batch: RecordBatch): Promise<Settlement> {
  try {
    const returned: unknown = await handler(batch);
    const value = isObservable(returned) ? await lastValueFrom(returned, { defaultValue: undefined }) : returned;
    if (value instanceof Settlement && value.settled >= 0 && value.settled <= batch.records.length) return value;
    return new Settlement(0, 'fatal', `The consumer of ${batch.topic} did not return what the runner gave it`);
  } catch (error) {
    return new Settlement(0, 'fatal', `The consumer of ${batch.topic} failed: ${describe(error)}`);
  }
}

/** What a handler must be; checked before anything is consumed. */
export function checkHandlers(handlers: ReadonlyMap<string, MessageHandler>): void {
  if (handlers.size === 0) throw new Error('No consumer has an @EventPattern of this transport');
  for (const [topic, handler] of handlers) {
    if (handler.isEventHandler !== true) throw new Error(`${topic}: use @EventPattern; there is nobody to reply to`);
    if (handler.next !== undefined) throw new Error(`${topic} has two consumers; an offset can only follow one`);
  }
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : JSON.stringify(error));
