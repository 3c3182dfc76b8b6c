import { INSTANCE_STATES, type InstanceState } from '@sitrep/contracts';
import { z } from 'zod';

import { instant } from '../../answers/article-answers.js';

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();
const perSecond = z
  .number()
  .nullable()
  .meta({ description: 'Records a second over the last minute; null until there are two moments to compare' });
const oldestSeconds = seconds.meta({
  description: 'How long the oldest record that is not committed has waited; 0 without a lag',
});
const STATES = ['silent', ...(Object.keys(INSTANCE_STATES) as InstanceState[])] as const;

const partitionSchema = z
  .object({
    topic: z.string(),
    partition: count,
    committed: count.nullable().meta({ description: 'Next offset to be consumed; null: none was committed yet' }),
    end: count.meta({ description: 'Offset that the next record will get' }),
    lag: count.meta({ description: 'Records appended and not committed' }),
    oldestSeconds,
    inPerSecond: perSecond,
    outPerSecond: perSecond,
  })
  .meta({ id: 'PipelinePartition' });

const groupSchema = z
  .object({
    group: z.string(),
    state: z.string().meta({ description: 'As Kafka calls it', examples: ['Stable'] }),
    members: count,
    lag: count,
    oldestSeconds,
    inPerSecond: perSecond,
    outPerSecond: perSecond,
    partitions: z.array(partitionSchema),
  })
  .meta({ id: 'PipelineGroup' });

const instanceSchema = z
  .object({
    instanceId: z.string().meta({ description: 'Names one run of one process' }),
    service: z.string(),
    version: z.string(),
    host: z.string(),
    group: z.string(),
    state: z.enum(STATES).meta({
      description: Object.entries({ ...INSTANCE_STATES, silent: 'It has not been heard for 15 s.' })
        .map(([state, meaning]) => `${state}: ${meaning}`)
        .join('\n'),
    }),
    detail: z.string(),
    startedAt: instant,
    seenAt: instant.meta({ description: 'When it was last heard' }),
    lastProgressAt: instant
      .nullable()
      .meta({ description: 'When it last settled records, or last saw that there were none' }),
    partitions: count.meta({ description: 'How many its group gave it' }),
  })
  .meta({ id: 'PipelineInstance' });

const openLetters = z.object({ topic: z.string(), code: z.string(), open: count, newest: instant });

export const pipelineSchema = z
  .object({
    kafka: z.object({
      answers: z.boolean(),
      measuredAt: instant.nullable().meta({ description: 'When the groups were measured; null: never yet' }),
    }),
    database: z.object({
      answers: z.boolean(),
      pendingMigrations: z.array(z.string()).nullable().meta({ description: 'Null: it does not answer' }),
    }),
    groups: z.array(groupSchema).meta({ description: 'In the order in which an article meets them' }),
    instances: z.array(instanceSchema).meta({ description: 'Those heard within 10 minutes' }),
    deadLetters: z
      .array(openLetters)
      .nullable()
      .meta({ description: 'Open ones by the topic they came from and by code; null: the database does not answer' }),
  })
  .meta({ id: 'Pipeline' });

const verdict = z.enum(['holds', 'open', 'broken', 'unproven']).meta({
  description:
    'open: something is on its way, or missing, and time tells which; broken: never right; unproven: the database did not answer in time',
});

export const ledgerProofSchema = z
  .object({
    provenAt: instant,
    tookMs: count,
    verdict,
    equations: z.array(
      z.object({
        id: z.string(),
        says: z.string().meta({ description: 'True while all is well' }),
        settles: z.boolean().meta({ description: 'What is on its way may explain an exception' }),
        verdict,
        checked: count.nullable(),
        exceptions: count.nullable(),
        examples: z.array(z.record(z.string(), z.unknown())).meta({ description: 'Some of the exceptions' }),
        sql: z.string().meta({ description: 'What the database was asked' }),
      }),
    ),
  })
  .meta({ id: 'LedgerProof' });
