import { setTimeout as pause } from 'node:timers/promises';
import { resolve } from 'node:path';

import { loadModel, type SentenceClassifier } from '@sitrep/labels';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { Throttle } from '../domain/throttle.js';
import { reachKafka } from '../io/kafka.js';
import { StatusLine } from '../io/status-line.js';
import { tell } from '../io/write.js';
import { ModelQuestions } from '../models/ask-models.js';
import { KafkaQuestions } from '../status/ask-kafka.js';
import { LabelledTopic, type UnlabelledSentence } from './labelled-topic.js';
import { RelabelProgress } from './relabel-progress.js';

/** What to label with, and how fast. */
export interface RelabelRequest {
  readonly model: string;
  /** Sentences a second at most. */
  readonly rate: number;
  /** Records that a group may have to do before this pauses. */
  readonly maxLag: number;
  readonly json?: boolean;
}

const PAGE = 500;
const LOOK_EVERY_MS = 1_000;

/** Labels all that the model has not labelled, page by page: what is stored of it is passed over, so it may be broken off. */
export async function relabel(request: RelabelRequest, context: CliContext): Promise<void> {
  const model = open(request.model, context);
  const questions = new ModelQuestions(context);
  const access = await reachKafka(context);
  const groups = await KafkaQuestions.open(access);
  const topic = await LabelledTopic.open(access);
  const progress = new RelabelProgress(model.modelVersion, performance.now());
  const line = new StatusLine(context.stderr);
  const throttle = new Throttle(request.rate, performance.now());
  try {
    for await (const { items, done } of unlabelled(questions, model.modelVersion)) {
      if (items.length > 0) {
        await liveTrafficFirst(groups, request.maxLag, (lag) => line.update(() => progress.waitingText(lag)));
        await pause(throttle.pauseFor(items.length, performance.now()));
        await topic.publish(model.modelVersion, items, await model.classify(items.map(({ text }) => text)));
      }
      progress.add(items.length, done);
      line.update(() => progress.text(performance.now()));
    }
  } finally {
    line.clear();
    await topic.close();
    await groups.close();
  }
  const end = progress.end(performance.now());
  await tell(context, request.json, end, () => progress.endText(end));
}

function open(name: string, { directory }: CliContext): SentenceClassifier {
  try {
    return name === 'built-in' ? loadModel() : loadModel({ directory: resolve(directory, name) });
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = isMissing ? 'it holds no model.bin' : `it cannot be read: ${String(error)}`;
    const advice = 'Name built-in, or a directory that `npm run train -- --out DIRECTORY` wrote.';
    throw new CommandFailure(EXIT.usage, `There is no model at ${name}: ${why}.`, { advice, cause: error });
  }
}

/** Page after page of what the model has not labelled; a page may be empty. */
async function* unlabelled(
  questions: ModelQuestions,
  version: string,
): AsyncGenerator<{ items: UnlabelledSentence[]; done: number }> {
  let cursor: string | undefined;
  do {
    const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const call = questions.api.client.GET('/v1/models/{version}/unlabelled', { params: { path: { version }, query } });
    const page = await questions.api.value('read what the model has not labelled', call);
    yield page;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** Waits for as long as any group has more to do than it may. */
async function liveTrafficFirst(groups: KafkaQuestions, maxLag: number, onWait: (lag: number) => void): Promise<void> {
  for (;;) {
    const lag = Math.max(0, ...(await groups.groups()).map((group) => group.lag));
    if (lag <= maxLag) return;
    onWait(lag);
    await pause(LOOK_EVERY_MS);
  }
}
