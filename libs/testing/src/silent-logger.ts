import { createLogger, type Logger } from '@sitrep/observability';

/** A logger that says nothing. */
export const silentLogger = (): Logger => createLogger('test', 'silent');
