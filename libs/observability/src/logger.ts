import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * JSON lines on standard output. Bodies of articles are never logged; what could be a secret is struck out.
 *
 * @param service stands in every line
 */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.password', '*.databaseUrl', '*.authorization', 'databaseUrl', 'password'],
  });
}
