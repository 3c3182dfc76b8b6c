import { parseArgs } from 'node:util';

import { splitSentences, splitSentencesInSlices } from '@sitrep/sentences';

import { hostileTexts } from './hostile-texts.js';
import { newsText } from './news-text.js';
import { rivals, type Splitter } from './sentence-splitters.js';

const MEGABYTE = 1_000_000;
const HOSTILE_LENGTH = 10 * MEGABYTE;
const ROUNDS = 7;
const LENGTH = MEGABYTE;
const LONG_LENGTH = 10 * MEGABYTE;

interface Speed {
  readonly name: string;
  readonly megabytesPerSecond: number;
  readonly sentencesPerSecond: number;
  readonly sentences: number;
}

interface Scaling {
  readonly kind: string;
  readonly millisecondsAt5MB: number;
  readonly millisecondsAt10MB: number;
  readonly ratio: number;
  readonly longestHoldMs: number;
}

/** Measures splitting speed beside other splitters, scaling on hostile texts, and how long the event loop is held. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
  const speeds = measureSpeeds();
  const scaling: Scaling[] = [];
  for (const { kind, text } of hostileTexts(HOSTILE_LENGTH)) scaling.push(await measureScaling(kind, text));
  if (values.json === true) {
    console.log(JSON.stringify({ speeds, scaling }, null, 2));
    return;
  }
  console.log(`Varied news text, CPU time, best of ${ROUNDS} rounds:`);
  console.table(speeds.map((speed) => ({ ...speed, ...rounded(speed) })));
  console.log(
    'Hostile texts of 10 MB; ratio of the time for 10 MB to that for 5 MB; longest hold of the event loop in slices:',
  );
  console.table(scaling.map((scale) => ({ ...scale, ...rounded(scale) })));
}

function measureSpeeds(): Speed[] {
  const ours: Splitter = { name: 'sitrep', count: (text) => splitSentences(text).length };
  const text = newsText(LENGTH);
  const long = measureSpeed({ ...ours, name: 'sitrep, 10 MB' }, newsText(LONG_LENGTH));
  return [measureSpeed(ours, text), long, ...rivals().map((rival) => measureSpeed(rival, text))];
}

function measureSpeed({ name, count }: Splitter, text: string): Speed {
  let sentences = 0;
  const ms = bestOf(() => {
    sentences = count(text);
  });
  const seconds = ms / 1_000;
  const bytes = Buffer.byteLength(text);
  return { name, megabytesPerSecond: bytes / MEGABYTE / seconds, sentencesPerSecond: sentences / seconds, sentences };
}

async function measureScaling(kind: string, text: string): Promise<Scaling> {
  const half = text.slice(0, text.length / 2);
  const millisecondsAt5MB = bestOf(() => splitSentences(half));
  const millisecondsAt10MB = bestOf(() => splitSentences(text));
  const ratio = millisecondsAt10MB / millisecondsAt5MB;
  return { kind, millisecondsAt5MB, millisecondsAt10MB, ratio, longestHoldMs: await longestHold(text) };
}

/** The longest CPU time, in milliseconds, between two chances for others to run. */
async function longestHold(text: string): Promise<number> {
  let longest = 0;
  let since = cpuMs();
  await splitSentencesInSlices(text, () => {
    longest = Math.max(longest, cpuMs() - since);
    return new Promise((resolve) => {
      setImmediate(() => {
        since = cpuMs();
        resolve();
      });
    });
  });
  return Math.max(longest, cpuMs() - since);
}

/** CPU time of this process in milliseconds: other work of the machine does not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function bestOf(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = cpuMs();
    work();
    best = Math.min(best, cpuMs() - start);
  }
  return best;
}

function rounded(row: object): Record<string, number> {
  const numbers = Object.entries(row).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return Object.fromEntries(
    numbers.map(([name, value]) => [name, value >= 100 ? Math.round(value) : Number(value.toFixed(2))]),
  );
}
