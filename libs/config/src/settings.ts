import { z } from 'zod';

/** A TCP port; 0 lets the system choose. */
export const port = z.coerce.number({ error: 'is not a port number' }).int('is not a port number').min(0).max(65_535);

/** `host:port`, several separated by commas. */
export const brokerList = z
  .string()
  .transform((list) => list.split(',').map((broker) => broker.trim()))
  .refine(
    (brokers) => brokers.every((broker) => /^[^\s:]+:\d{1,5}$/.test(broker)),
    'is not a list of host:port, separated by commas',
  );

/** A PostgreSQL connection string. */
export const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'is not of the form postgres://user:password@host:port/database');
