const PAUSE_MS = 100;

/**
 * Asks again and again until the answer is right.
 *
 * @throws after `withinMs`, with the last answer
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  withinMs = 120_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (isRight(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(
    `Not within ${withinMs} ms; at last: ${last instanceof Error ? last.message : JSON.stringify(last)?.slice(0, 2_000)}`,
  );
}
