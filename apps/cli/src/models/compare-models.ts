import type { CliContext } from '../cli-context.js';
import { write } from '../io/write.js';
import { ModelQuestions } from './ask-models.js';
import { comparisonText } from './models-text.js';

/** Which models to compare. */
export interface ComparisonRequest {
  readonly a: string;
  readonly b: string;
  readonly examples: string;
  readonly json: boolean;
}

/** Shows where two models differ. */
export async function compareModels(context: CliContext, { json, ...request }: ComparisonRequest): Promise<void> {
  const questions = new ModelQuestions(context);
  const [a = '', b = ''] = await questions.named(request.a, request.b);
  const query = { a, b, examples: Number(request.examples) };
  const comparison = await questions.api.value(
    'compare the models',
    questions.api.client.GET('/v1/models/compare', { params: { query } }),
  );
  await write(context.stdout, json ? `${JSON.stringify(comparison, undefined, 2)}\n` : comparisonText(comparison));
}
