import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import type { SeenInstance } from '../../domain/instances-board.js';
import { OpenDeadLettersReader } from '../../persistence/open-dead-letters.js';
import { SchemaReader } from '../../persistence/schema-reader.js';
import { DatabaseUnavailable, type PipelineState, type SeenGroup, type SeenPartition } from '../../ports.js';
import { ApiRoute } from '../document/api-doc.js';
import { pipelineSchema } from './pipeline-schemas.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';

/** Knows how the groups and the instances are: a PipelineState. */
export const PIPELINE_STATE = Symbol('pipeline state');

type Pipeline = z.output<typeof pipelineSchema>;

/** Is it moving? It answers while Kafka or the database is away, and says so. */
@ApiTags('operation')
@Controller('v1/pipeline')
export class PipelineController {
  constructor(
    @Inject(PIPELINE_STATE) private readonly pipeline: PipelineState,
    @Inject(OpenDeadLettersReader) private readonly deadLetters: OpenDeadLettersReader,
    @Inject(SchemaReader) private readonly schema: SchemaReader,
  ) {}

  @Get()
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute('getPipeline', 'How far each consumer group is, and how each running instance is', {
    schema: pipelineSchema,
    description: 'Groups with their partitions, instances, open dead letters',
  })
  async show(): Promise<Pipeline> {
    const { kafkaAnswers, measuredAt, groups, instances } = this.pipeline.now();
    const [pending, deadLetters] = await Promise.all([
      known(this.schema.pending()),
      known(this.deadLetters.openCounts()),
    ]);
    return {
      kafka: { answers: kafkaAnswers, measuredAt: measuredAt === undefined ? null : isoOf(measuredAt) },
      database: { answers: pending !== undefined, pendingMigrations: pending === undefined ? null : [...pending] },
      groups: groups.map(groupOf),
      instances: instances.map(instanceOf),
      deadLetters: deadLetters === undefined ? null : [...deadLetters],
    };
  }
}

/** The answer, or undefined while the database is away. */
async function known<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return undefined;
    throw error;
  }
}

function groupOf({ group, state, members, partitions }: SeenGroup): Pipeline['groups'][number] {
  return {
    group,
    state,
    members,
    lag: partitions.reduce((sum, { lag }) => sum + lag, 0),
    oldestSeconds: secondsOf(Math.max(0, ...partitions.map(({ oldestMs }) => oldestMs))),
    inPerSecond: sumOf(partitions.map(({ inPerSecond }) => inPerSecond)),
    outPerSecond: sumOf(partitions.map(({ outPerSecond }) => outPerSecond)),
    partitions: partitions.map(partitionOf),
  };
}

function partitionOf(partition: SeenPartition): Pipeline['groups'][number]['partitions'][number] {
  const { topic, partition: number, committed, high, lag, oldestMs, inPerSecond, outPerSecond } = partition;
  return {
    topic,
    partition: number,
    committed: committed ?? null,
    end: high,
    lag,
    oldestSeconds: secondsOf(oldestMs),
    inPerSecond: rateOf(inPerSecond),
    outPerSecond: rateOf(outPerSecond),
  };
}

function instanceOf(instance: SeenInstance): Pipeline['instances'][number] {
  const { instanceId, service, version, host, group, state, detail, startedAt, seenAt } = instance;
  return {
    ...{ instanceId, service, version, host, group, state, detail, startedAt },
    seenAt: isoOf(seenAt),
    lastProgressAt: instance.lastProgressAt ?? null,
    partitions: instance.partitions.length,
  };
}

/** Null when none is known: what is not known of one partition says nothing of the others. */
function sumOf(rates: readonly (number | undefined)[]): number | null {
  const known = rates.filter((rate) => rate !== undefined);
  return known.length === 0 ? null : rateOf(known.reduce((sum, rate) => sum + rate, 0));
}

const rateOf = (perSecond: number | undefined): number | null =>
  perSecond === undefined ? null : Math.round(perSecond * 1000) / 1000;

const secondsOf = (ms: number): number => Math.round(ms / 100) / 10;

const isoOf = (at: number): string => new Date(at).toISOString();
