import type { CliContext } from '../cli-context.js';
import { screenWidth } from '../io/screen.js';
import { tell } from '../io/write.js';
import { ModelQuestions } from './ask-models.js';
import { modelsText } from './models-text.js';

/** Shows the models whose labels are stored. */
export async function listModels(context: CliContext, json: boolean): Promise<void> {
  const models = await new ModelQuestions(context).all();
  await tell(context, json, models, () => modelsText(models, screenWidth(context)));
}
