import { setTimeout as pause } from 'node:timers/promises';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { isBusy, problemsOf, type Snapshot } from '../domain/judge-status.js';
import { StoreApi } from '../io/api.js';
import { reachKafka } from '../io/kafka.js';
import { askProof } from '../doctor/ask-pipeline.js';
import { painter } from '../io/screen.js';
import { whileWaiting } from '../io/status-line.js';
import { tell } from '../io/write.js';
import { KafkaQuestions } from './ask-kafka.js';
import { askHealth, askLedger } from './ask-store.js';
import { statusText } from './status-text.js';

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
    const before = await look(kafka, api, failures, context);
    const again = failures.length === 0 && isBusy(before);
    if (again) await whileWaiting(context, 'another look: work is left', pause(request.wait * 1000));
    const now = again ? await look(kafka, api, failures, context) : before;
    const problems = problemsOf(before, now);
    const healthy = problems.length === 0 && failures.length === 0;
    const unreachable = failures.map(({ line }) => line);
    const text = () => statusText({ healthy, problems, failures, now }, request.partitions === true, painter(context));
    await tell(context, request.json, { healthy, problems, unreachable, ...now }, text);
    if (failures[0] !== undefined) context.exitWith(failures[0].exitCode);
    else if (!healthy) context.exitWith(EXIT.unhealthy);
  } finally {
    await kafka?.close();
  }
}

/** Lag first, then the ledger: what is not in flight any more when the ledger is asked was done before. */
async function look(
  kafka: KafkaQuestions | undefined,
  api: StoreApi,
  failures: CommandFailure[],
  context: CliContext,
): Promise<Snapshot> {
  const groups = kafka && (await known(failures, () => whileWaiting(context, 'Kafka', kafka.groups())));
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
