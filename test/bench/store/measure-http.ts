const WARM_UP = 40;
const TOO_BROAD = 422;

/** What one kind of question took, in milliseconds, and how many there were. */
export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly slowest: string;
}

/**
 * Asks one after the other over HTTP, and reads each answer whole. One that says that it would take too long is counted
 * with the time that it took.
 *
 * @returns undefined when this store has no such address
 * @throws Error when an answer is another error
 */
export async function measure(
  url: string,
  questions: (nth: number) => string,
  count: number,
): Promise<Latencies | undefined> {
  if ((await fetch(url + questions(0))).status === 404) return undefined;
  for (let nth = 0; nth < WARM_UP; nth++) await ask(url + questions(nth));
  const taken: { readonly ms: number; readonly path: string }[] = [];
  for (let nth = 0; nth < count; nth++) {
    const path = questions(nth);
    const started = performance.now();
    await ask(url + path);
    taken.push({ ms: performance.now() - started, path });
  }
  taken.sort((a, b) => a.ms - b.ms);
  const at = (share: number): number => rounded(taken[Math.min(count - 1, Math.floor(share * count))]!.ms);
  const { ms, path } = taken[count - 1]!;
  return { p50: at(0.5), p95: at(0.95), slowest: `${rounded(ms)} ms ${path}` };
}

/** Lines a second of a long answer, over at most some seconds; undefined when this store has no such address. */
export async function lineRate(address: string, seconds: number): Promise<number | undefined> {
  const stop = new AbortController();
  const answer = await fetch(address, { signal: stop.signal });
  if (answer.status === 404) return undefined;
  if (!answer.ok || answer.body === null) throw new Error(`${address} answers ${answer.status}`);
  let lines = 0;
  let started: number | undefined;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    started ??= performance.now();
    for (const byte of chunk) if (byte === 10) lines++;
    if (performance.now() - started > seconds * 1_000) break;
  }
  const taken = (performance.now() - (started ?? 0)) / 1_000;
  stop.abort();
  return Math.round(lines / taken);
}

async function ask(address: string): Promise<void> {
  const answer = await fetch(address);
  const body = await answer.text();
  if (answer.status !== 200 && answer.status !== TOO_BROAD)
    throw new Error(`${address} answers ${answer.status}: ${body.slice(0, 300)}`);
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;
