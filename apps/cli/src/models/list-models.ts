import type { CliContext } from '../cli-context.js';
import { write } from '../io/write.js';
import { ModelQuestions } from './ask-models.js';
import { modelsText } from './models-text.js';

/** Shows the models whose labels are stored. */
export async function listModels(context: CliContext, json: boolean): Promise<void> {
  const models = await new ModelQuestions(context).all();
  await write(context.stdout, json ? `${JSON.stringify(models, undefined, 2)}\n` : modelsText(models));
}
