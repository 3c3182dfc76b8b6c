import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { runSitrep, values, type CliRun } from './run-sitrep.js';

interface SplitLine {
  readonly id: string | number;
  readonly sentences: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}
interface LabelLine {
  readonly id: string | number;
  readonly text?: string;
  readonly start?: number;
  readonly end?: number;
  readonly label: string;
  readonly confidence: number;
  readonly scores: Readonly<Record<string, number>>;
  readonly needsReview: boolean;
  readonly evidence: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly none: number;
  readonly modelVersion: string;
}

const splits = (run: CliRun): readonly SplitLine[] => values(run) as SplitLine[];
const labels = (run: CliRun): readonly LabelLine[] => values(run) as LabelLine[];
const ndjson = (...lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const TEXT = 'Troops left the town. Talks began in Geneva.';

describe('the sitrep command on texts', () => {
  it('splits plain text, all of which is one text', async () => {
    const run = await runSitrep(['split'], { input: TEXT });
    const [line] = splits(run);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(line?.id).toBe('1');
    expect(line?.sentences.map(({ text }) => text)).toEqual(['Troops left the town.', 'Talks began in Geneva.']);
  });

  it('splits each line of NDJSON, in order, with offsets into the text as given', async () => {
    const texts = [TEXT, '  \r\n 𝄞 Aid came.\tIt helped. ', '', 'No end'];
    const run = await runSitrep(['split'], { input: ndjson(...texts.map((text, at) => ({ id: at * 2, text }))) });
    const lines = splits(run);
    expect(lines.map(({ id }) => id)).toEqual([0, 2, 4, 6]);
    for (const [at, { sentences }] of lines.entries()) {
      for (const { text, start, end } of sentences) expect(texts[at]?.slice(start, end)).toBe(text);
    }
    expect(lines.map(({ sentences }) => sentences.length)).toEqual([2, 2, 0, 1]);
  });

  it('names a bad line by its number, and answers for the others', async () => {
    const run = await runSitrep(['split'], { input: `${ndjson({ text: 'One.' })}{bad\n\n${ndjson({ text: 'Two.' })}` });
    expect(run.exitCode).toBe(1);
    expect(splits(run).map(({ id }) => id)).toEqual(['1', '4']);
    expect(run.stderr).toBe('sitrep: line 2: the line is not one JSON document\n');
  });

  it('reads as it is told to, whatever the input looks like', async () => {
    const run = await runSitrep(['split', '--format', 'text'], { input: '{"text":"One. Two."}' });
    expect(splits(run)[0]?.sentences[0]?.text.startsWith('{"text"')).toBe(true);
  });

  it('says nothing of an empty input', async () => {
    expect(await runSitrep(['split'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('refuses text that is not UTF-8', async () => {
    const run = await runSitrep(['split'], { input: Buffer.from([0x61, 0xff]) });
    expect(run).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: 'sitrep: The text is not UTF-8: convert it first.\n',
    });
  });

  it('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'bin', 'sitrep.mjs'), 'split']);
    child.stdin.on('error', () => undefined);
    child.stdin.end(ndjson(...Array.from({ length: 50_000 }, () => ({ text: TEXT }))));
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('labels each line of NDJSON as one sentence', async () => {
    const sentences = ['Troops shelled the town. They left.', 'Ministers met for talks.', ''];
    const run = await runSitrep(['label'], { input: ndjson(...sentences.map((text, at) => ({ id: `s${at}`, text }))) });
    const lines = labels(run);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines.map(({ id }) => id)).toEqual(['s0', 's1', 's2']);
    for (const [at, line] of lines.entries()) {
      expect(Object.keys(line.scores).toSorted()).toEqual(['diplomatic', 'humanitarian', 'military']);
      expect(line.scores[line.label]).toBe(line.confidence);
      expect(line).toMatchObject({ needsReview: expect.any(Boolean), none: expect.any(Number) });
      expect(line).not.toHaveProperty('text');
      for (const { text, start, end } of line.evidence) expect(sentences[at]?.slice(start, end)).toBe(text);
    }
    expect(new Set(lines.map(({ modelVersion }) => modelVersion)).size).toBe(1);
  });

  it('splits plain text before it labels it, and says where each sentence stands', async () => {
    const lines = labels(await runSitrep(['label'], { input: TEXT }));
    expect(lines.map(({ id, text }) => [id, text])).toEqual([
      ['1', 'Troops left the town.'],
      ['2', 'Talks began in Geneva.'],
    ]);
    for (const { text, start, end } of lines) expect(TEXT.slice(start, end)).toBe(text);
  });

  it.each([
    [['--help'], 0],
    [['feed', '--help'], 0],
    [['--version'], 0],
    [[], 2],
    [['nonsense'], 2],
    [['split', '--nonsense'], 2],
    [['split', '--format', 'xml'], 2],
    [['feed'], 2],
    [['feed', '/does/not/exist', '--dry-run'], 2],
    [['status', '--wait', 'x'], 2],
    [['topics', 'create'], 3],
    [['feed', '-'], 3],
    [['status'], 3],
  ])('ends %j with %i, and shows no stack', async (args, exitCode) => {
    const run = await runSitrep(args);
    expect(run).toMatchObject({ exitCode, stderr: expect.not.stringMatching(/\n\s+at /) });
  });
});
