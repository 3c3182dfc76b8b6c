import type { LoggerService } from '@nestjs/common';

import type { Logger } from './logger.js';

/** Sends what Nest has to say to our log: its start-up chatter as `debug`, the rest as it is. */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...details: unknown[]): void => {
      const [context] = details.slice(-1);
      const fields = message instanceof Error ? { err: message } : {};
      logger[level]({ nest: context, ...fields }, message instanceof Error ? message.message : String(message));
    };
  return {
    log: at('debug'),
    debug: at('debug'),
    verbose: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
  };
}
