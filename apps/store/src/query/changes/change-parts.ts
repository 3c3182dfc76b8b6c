import type { FactoryProvider } from '@nestjs/common';

import { ChangeHub, type ChangeSignal } from '../../changes/change-hub.js';
import type { ChangeSource } from '../../changes/change-source.js';
import { ChangeStreams, STREAM_LIMITS } from '../../changes/change-streams.js';
import { ChangeReader } from '../../persistence/change-reader.js';
import { PostgresSignal } from '../../persistence/postgres-signal.js';
import { renderChange } from './change-schemas.js';
import { ChangesController } from './changes.controller.js';
import { SearchesController } from './searches.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/** What tells of changes. */
export const CHANGE_CONTROLLERS = [ChangesController, WebhooksController, SearchesController];

/**
 * What it needs besides the readers.
 *
 * @param streams most of them at once
 */
export const changeProviders = (streams: number = STREAM_LIMITS.streams): readonly FactoryProvider[] => [
  {
    provide: ChangeHub,
    inject: [ChangeReader, PostgresSignal],
    useFactory: (changes: ChangeSource, signal: ChangeSignal) => new ChangeHub(changes, signal),
  },
  {
    provide: ChangeStreams,
    inject: [ChangeHub],
    useFactory: (hub: ChangeHub) => new ChangeStreams(hub, renderChange, { ...STREAM_LIMITS, streams }),
  },
];
