import { z } from 'zod';

import { brokerList, port } from './settings.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const share = z.coerce.number({ error: 'is not a number' }).gt(0, 'is not above 0').max(1, 'is above 1');
const count = z.coerce.number({ error: 'is not a number' }).int('is not a whole number').positive('is not above 0');

/** Settings that every service has. */
export const serviceSettings = {
  KAFKA_BROKERS: brokerList.describe('the Kafka brokers, host:port, several separated by commas'),
  HOST: z.string().default('127.0.0.1').describe('the address that HTTP listens on'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('how much is logged, e.g. info'),
  DEAD_LETTER_MAX_RATIO: share
    .default(0.5)
    .describe('a partition is held when more than this share of its records is rejected'),
  DEAD_LETTER_MAX_CONSECUTIVE: count
    .default(100)
    .describe('a partition is held when more of its records in a row are rejected'),
};

/** The consumer group of a service: instances with the same share the work. */
export const groupId = (byDefault: string) =>
  z
    .string()
    .regex(/^[\w.-]{1,200}$/, 'has characters other than letters, digits, dot, dash and underscore')
    .default(byDefault)
    .describe('the consumer group');

/** Where a service without an API answers for its health. */
export const healthPort = port
  .default(0)
  .describe('the port of /health and /metrics; 0: any free one, which the log tells');
