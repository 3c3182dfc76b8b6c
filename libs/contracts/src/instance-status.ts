import { z } from 'zod';

import type { EventContract } from './event-contract.js';

/** How an instance of a service is. */
export const INSTANCE_STATES = {
  joining: 'It runs, and is not (or not any more) a member of its group.',
  running: 'It does its work, or has nothing to do.',
  waiting: 'It waits for something outside (a database, a broker), and goes on by itself.',
  stuck: 'It has work and makes no progress: it is about to end.',
  failed: 'It can never go on, and ends.',
  stopped: 'It has ended in order.',
} as const;

/** One of {@link INSTANCE_STATES}. */
export type InstanceState = keyof typeof INSTANCE_STATES;

const name = z.string().min(1).max(200);

const schema = z.object({
  instanceId: name.meta({ description: 'Names one run of one process' }),
  service: name.meta({ examples: ['classifier'] }),
  version: name,
  host: name.meta({ description: 'The name of the machine, container or pod' }),
  group: name.meta({ description: 'Its consumer group' }),
  startedAt: z.iso.datetime(),
  at: z.iso.datetime().meta({ description: 'When this was so, by the clock of the instance' }),
  state: z.enum(Object.keys(INSTANCE_STATES) as [InstanceState, ...InstanceState[]]),
  detail: z.string().max(1_000).meta({ description: 'For people: what it waits for, or why it ends' }),
  lastProgressAt: z.iso
    .datetime()
    .optional()
    .meta({ description: 'When it last settled records, or last saw that there were none' }),
  partitions: z
    .array(z.object({ topic: z.string(), partition: z.int().nonnegative() }))
    .max(1_000)
    .meta({ description: 'What its group gave it to do' }),
});

/** How one running instance of a service is. */
export type InstanceStatus = z.output<typeof schema>;

/** Told every few seconds and at each change, for those who watch; nothing of the pipeline depends on it. */
export const InstanceStatus: EventContract<InstanceStatus> = {
  topic: 'sitrep.instance.status.v1',
  description: 'How one running instance of a service is. The latest of each key counts, and only for some seconds.',
  schema,
  key: (event) => event.instanceId,
  id: (event) => `${event.instanceId}/${event.at}`,
  maxBytes: 64 * 1024,
};
