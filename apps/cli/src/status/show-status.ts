import { setTimeout as pause } from 'node:timers/promises';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { isBusy, problemsOf, type Snapshot } from '../domain/judge-status.js';
import { StoreApi } from '../io/api.js';
import { reachKafka } from '../io/kafka.js';
import { askProof } from '../doctor/ask-pipeline.js';
import { cliSettings } from '../io/settings.js';
import { write } from '../io/write.js';
import { KafkaQuestions } from './ask-kafka.js';
import { askHealth, askLedger } from './ask-store.js';
import { statusText, type Paint, type StatusReport } from './status-text.js';

/** What `sitrep status` was asked to show. */
export interface StatusRequest {
  readonly json?: boolean;
  readonly partitions?: boolean;
  /** Seconds between the two looks at work that is left. */
  readonly wait: number;
}

/** Asks Kafka and the store, twice when there is work left, and says whether it is moving. */
export async function showStatus(request: StatusRequest, context: CliContext): Promise<void> {
  const unreachable: string[] = [];
  const kafka = await known(unreachable, async () => KafkaQuestions.open(await reachKafka(context)));
  const api = new StoreApi(cliSettings(context));
  try {
    const before = await look(kafka, api, unreachable);
    const again = unreachable.length === 0 && isBusy(before);
    if (again) await pause(request.wait * 1000);
    const now = again ? await look(kafka, api, unreachable) : before;
    const problems = problemsOf(before, now);
    const healthy = problems.length === 0 && unreachable.length === 0;
    await show({ healthy, problems, unreachable, now }, request, context);
  } finally {
    await kafka?.close();
  }
}

/** Lag first, then the ledger: what is not in flight any more when the ledger is asked was done before. */
async function look(kafka: KafkaQuestions | undefined, api: StoreApi, unreachable: string[]): Promise<Snapshot> {
  const groups = kafka && (await known(unreachable, () => kafka.groups()));
  const store = await known(unreachable, () => askHealth(api));
  const ledger = store && (await known(unreachable, () => askLedger(api)));
  const proof = ledger && (await known(unreachable, () => askProof(api)));
  return {
    ...(groups && { groups }),
    ...(store && { store }),
    ...(ledger && { ledger }),
    ...(proof && 'seen' in proof && { proof: { verdict: proof.seen.verdict, provenAt: proof.seen.provenAt } }),
  };
}

/** The answer; or undefined, and why there is none. */
async function known<T>(unreachable: string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.exitCode !== EXIT.unreachable) throw error;
    unreachable.push(error.message);
    return undefined;
  }
}

async function show(report: StatusReport, request: StatusRequest, context: CliContext): Promise<void> {
  const { healthy, problems, unreachable, now } = report;
  const text =
    request.json === true
      ? `${JSON.stringify({ healthy, problems, unreachable, ...now })}\n`
      : statusText(report, request.partitions === true, painter(context));
  await write(context.stdout, text);
  if (unreachable.length > 0) context.exitWith(EXIT.unreachable);
  else if (!healthy) context.exitWith(EXIT.unhealthy);
}

const COLOURS = { red: '31', green: '32' } as const;

/** Colours on a terminal only, and not where https://no-color.org asks for none. */
const painter =
  ({ stdout, env }: CliContext): Paint =>
  (colour, text) =>
    stdout.isTTY && !env['NO_COLOR'] ? `\u001B[${COLOURS[colour]}m${text}\u001B[0m` : text;
