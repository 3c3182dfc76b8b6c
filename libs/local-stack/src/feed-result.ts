import { z } from 'zod';

const accepted = z.object({ articleId: z.string() }).loose();
const report = z.union([
  accepted,
  z.array(accepted).transform(([first]) => first),
  z.object({ accepted: z.array(accepted) }).transform(({ accepted: [first] }) => first),
]);

/**
 * The id of the article that `sitrep feed FILE --json` accepted, from what it printed: one document, or one a line.
 *
 * @throws Error when it printed none
 */
export function articleIdOf(output: string): string {
  for (const text of [output, ...output.split('\n')]) {
    const id = report.safeParse(jsonIn(text)).data?.articleId;
    if (id !== undefined) return id;
  }
  throw new Error(`sitrep feed named no article: ${output.slice(0, 500)}`);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
