import { setTimeout as pause } from 'node:timers/promises';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { isBusy, problemsOf, type Snapshot } from '../domain/judge-status.js';
import { StoreApi } from '../io/api.js';
import { reachKafka } from '../io/kafka.js';
import { askProof } from '../doctor/ask-pipeline.js';
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
  const failures: CommandFailure[] = [];
  const kafka = await known(failures, async () => KafkaQuestions.open(await reachKafka(context)));
  const api = new StoreApi(context);
  try {
    const before = await look(kafka, api, failures);
    const again = failures.length === 0 && isBusy(before);
    if (again) await pause(request.wait * 1000);
    const now = again ? await look(kafka, api, failures) : before;
    const problems = problemsOf(before, now);
    const healthy = problems.length === 0 && failures.length === 0;
    const unreachable = failures.map(({ line }) => line);
    await show({ healthy, problems, unreachable, now }, request, context);
    if (failures[0] !== undefined) context.exitWith(failures[0].exitCode);
    else if (!healthy) context.exitWith(EXIT.unhealthy);
  } finally {
    await kafka?.close();
  }
}

/** Lag first, then the ledger: what is not in flight any more when the ledger is asked was done before. */
async function look(kafka: KafkaQuestions | undefined, api: StoreApi, failures: CommandFailure[]): Promise<Snapshot> {
  const groups = kafka && (await known(failures, () => kafka.groups()));
  const store = await known(failures, () => askHealth(api));
  // Of a store that is not ready it is known already that it cannot tell.
  const untold = store?.ready === false ? [] : failures;
  const ledger = store && (await known(untold, () => askLedger(api)));
  const proof = ledger && (await known(untold, () => askProof(api)));
  return {
    ...(groups && { groups }),
    ...(store && { store }),
    ...(ledger && { ledger }),
    ...(proof && { proof: { verdict: proof.verdict, provenAt: proof.provenAt } }),
  };
}

/** The answer; or undefined, and why there is none. */
async function known<T>(failures: CommandFailure[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    failures.push(error);
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
}

const COLOURS = { red: '31', green: '32' } as const;

/** Colours on a terminal only, and not where https://no-color.org asks for none. */
const painter =
  ({ stdout, env }: CliContext): Paint =>
  (colour, text) =>
    stdout.isTTY && !env['NO_COLOR'] ? `\u001B[${COLOURS[colour]}m${text}\u001B[0m` : text;
