import { setTimeout as pause } from 'node:timers/promises';

import type { CliContext } from '../cli-context.js';
import { screenWidth } from '../io/screen.js';
import { StatusLine } from '../io/status-line.js';
import { whoSaysSo } from '../io/who-says-so.js';
import { tell } from '../io/write.js';
import { type Models, ModelQuestions } from './ask-models.js';
import { modelsText, settlingText } from './models-text.js';

/** What is decided about which model. */
export interface DecisionRequest {
  readonly act: 'promote' | 'drop';
  readonly version: string;
  readonly reason: string;
  readonly by?: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}

const LOOK_EVERY_MS = 500;

/** Decides which model counts and, when asked to, waits until all labels follow. */
export async function decideModel(context: CliContext, request: DecisionRequest): Promise<void> {
  const questions = new ModelQuestions(context);
  const [version = ''] = await questions.named(request.version);
  const params = { path: { version } };
  const body = { by: whoSaysSo(request.by, context), reason: request.reason };
  const { api } = questions;
  const { client } = api;
  const call =
    request.act === 'promote'
      ? client.POST('/v1/models/{version}/promote', { params, body })
      : client.POST('/v1/models/{version}/drop', { params, body });
  let models = await api.value(`${request.act} the model ${version}`, call);
  if (request.wait === true) models = await settled(context, questions, models);
  await tell(context, request.json, models, () => modelsText(models, screenWidth(context)));
}

async function settled(context: CliContext, questions: ModelQuestions, first: Models): Promise<Models> {
  const line = new StatusLine(context.stderr);
  let models = first;
  for (let { settling } = models; settling !== null && settling.doneAt === null; { settling } = models) {
    const now = settling;
    line.update(() => settlingText(now));
    await pause(LOOK_EVERY_MS);
    models = await questions.all();
  }
  line.clear();
  return models;
}
