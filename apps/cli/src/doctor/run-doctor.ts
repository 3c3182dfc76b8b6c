import { setTimeout as pause } from 'node:timers/promises';

import { topicSpecs } from '@sitrep/contracts';
import { compareTopics } from '@sitrep/messaging/client';

import type { CliContext } from '../cli-context.js';
import { judgePipeline, judgeProof, judgeTopics, type Finding, type TopicProblem } from '../domain/diagnosis.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { LEAST_WIDTH, plain, wrapped } from '../domain/table.js';
import { StoreApi } from '../io/api.js';
import { kafkaFailure, reachKafka } from '../io/kafka.js';
import { cliSettings } from '../io/settings.js';
import { painter, screenWidth, type Paint } from '../io/screen.js';
import { whileWaiting } from '../io/status-line.js';
import { tell } from '../io/write.js';
import { askHealth } from '../status/ask-store.js';
import { askPipeline, askProof } from './ask-pipeline.js';

/** What `sitrep doctor` was asked. */
export interface DoctorRequest {
  /** Seconds before another look at a group that has no member. */
  readonly wait: number;
  readonly json?: boolean;
}

/** Looks at everything that can be looked at from here, and says of each what it found and what to do. */
export async function runDoctor(request: DoctorRequest, context: CliContext): Promise<void> {
  const { brokers, apiUrl } = cliSettings(context);
  const settings: Finding = { what: 'settings', ok: true, found: `Kafka ${brokers.join(',')}, API ${apiUrl}` };
  const kafka = await lookAtKafka(context);
  const store = await lookAtStore(new StoreApi(context), request, context);
  const findings = [settings, ...kafka.findings, ...store.findings];
  const healthy = findings.every(({ ok }) => ok);
  await tell(context, request.json, { healthy, findings }, () =>
    textOf(findings, screenWidth(context), painter(context)),
  );
  if (!kafka.reached || !store.reached) context.exitWith(EXIT.unreachable);
  else if (!healthy) context.exitWith(EXIT.unhealthy);
}

interface Look {
  readonly reached: boolean;
  readonly findings: readonly Finding[];
}

async function lookAtKafka(context: CliContext): Promise<Look> {
  return reaching('Kafka', async () => {
    const { kafka, address } = await reachKafka(context);
    try {
      const { missing, differences } = await compareTopics(kafka, topicSpecs());
      const problems: readonly TopicProblem[] = [
        ...missing.map((topic) => ({ topic, missing: true, says: 'is missing' })),
        ...differences.map(({ topic, what, wanted, found }) => ({
          topic,
          missing: false,
          says: `has ${what} ${found} instead of ${wanted}`,
        })),
      ];
      return [{ what: 'Kafka', ok: true, found: `answers at ${address}` }, judgeTopics(problems)];
    } catch (error) {
      throw kafkaFailure(address, error);
    }
  });
}

async function lookAtStore(api: StoreApi, request: DoctorRequest, context: CliContext): Promise<Look> {
  return reaching('store', async () => {
    const { live, ready, failing } = await askHealth(api);
    const found = `${live ? 'live' : 'not live'}, ${ready ? 'ready' : `not ready (${failing.join('; ')})`}`;
    const health: Finding =
      live && ready
        ? { what: 'store', ok: true, found }
        : { what: 'store', ok: false, found, advice: 'It waits for what its answer names, or must be started again.' };
    return [health, ...(await pipelineFindings(api, request, context))];
  });
}

async function pipelineFindings(
  api: StoreApi,
  { wait }: DoctorRequest,
  context: CliContext,
): Promise<readonly Finding[]> {
  let workIsLeft = false;
  const pipeline = await reaching('pipeline', async () => {
    let seen = await askPipeline(api);
    // What the store knows of the groups is some seconds old: just after a start their members may not be seen yet.
    if (seen.groups.some(({ members }) => members === 0)) {
      await whileWaiting(context, 'another look: a group has no member', pause(wait * 1_000));
      seen = await askPipeline(api);
    }
    workIsLeft = seen.groups.some(({ lag }) => lag > 0);
    return judgePipeline(seen);
  });
  const proof = await reaching('nothing lost', async () => judgeProof(await askProof(api), workIsLeft));
  return [...pipeline.findings, ...proof.findings];
}

/** What is not reached, or refuses, is a finding too. */
async function reaching(what: string, look: () => Promise<readonly Finding[]>): Promise<Look> {
  try {
    return { reached: true, findings: await look() };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const { message: found, advice } = error;
    return { reached: false, findings: [{ what, ok: false, found, ...(advice !== undefined && { advice }) }] };
  }
}

function textOf(findings: readonly Finding[], screen: number, paint: Paint): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const indent = ' '.repeat(width + 7);
  return findings
    .map(({ what, ok, found, advice }) => {
      const lines = [found, ...(advice === undefined ? [] : [`→ ${advice}`])].flatMap((text) =>
        wrapped(plain(text), Math.max(LEAST_WIDTH, screen - indent.length)),
      );
      const head = `${ok ? paint('green', 'ok ') : paint('red', 'BAD')}  ${what.padEnd(width)}  `;
      return lines.map((line, at) => `${at === 0 ? head : indent}${line}\n`).join('');
    })
    .join('');
}
