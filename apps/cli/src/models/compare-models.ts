import type { CliContext } from '../cli-context.js';
import { tell } from '../io/write.js';
import { ModelQuestions } from './ask-models.js';
import { comparisonText } from './models-text.js';

/** Which models to compare. */
export interface ComparisonRequest {
  readonly a: string;
  readonly b: string;
  readonly examples: number;
  readonly json: boolean;
}

/** Shows where two models differ. */
export async function compareModels(context: CliContext, { json, ...request }: ComparisonRequest): Promise<void> {
  const questions = new ModelQuestions(context);
  const [a = '', b = ''] = await questions.named(request.a, request.b);
  const query = { a, b, examples: request.examples };
  const comparison = await questions.api.value(
    'compare the models',
    questions.api.client.GET('/v1/models/compare', { params: { query } }),
  );
  await tell(context, json, comparison, () => comparisonText(comparison));
}
