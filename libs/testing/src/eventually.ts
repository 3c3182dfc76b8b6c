const PAUSE_MS = 20;

/**
 * Asks again and again until the answer is right; an error counts as a wrong answer.
 *
 * @throws when there is none in time, with the last answer or error in the message
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  isRight: (answer: T) => boolean,
  withinMs = 120_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const answer = await ask();
      if (isRight(answer)) return answer;
      last = JSON.stringify(answer)?.slice(0, 2_000);
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`Not within ${withinMs} ms; at last: ${String(last)}`, { cause: last });
}
