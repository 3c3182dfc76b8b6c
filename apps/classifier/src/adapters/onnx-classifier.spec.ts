import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeSentenceClassifier } from '@sitrep/testing';
import { afterAll, describe, expect, it } from 'vitest';

import { OnnxClassifier, type OnnxRuntime } from './onnx-classifier.js';

const directory = mkdtempSync(join(tmpdir(), 'sitrep-onnx-'));
const path = join(directory, 'model.onnx');
writeFileSync(path, 'not read by the runtime of these tests');
afterAll(() => rmSync(directory, { recursive: true }));

/** Stands in for onnxruntime-node, which is an optional install of 288 MB: answers with the given shares for every sentence. */
const runtimeGiving = (shares: readonly number[], inputNames: readonly string[] = ['text']): OnnxRuntime => ({
  InferenceSession: {
    create: () =>
      Promise.resolve({
        inputNames,
        outputNames: ['label', 'probabilities'],
        run: ({ text }: Record<string, unknown>) => {
          const { length } = (text as { readonly data: readonly string[] }).data;
          const data = Array.from({ length }, () => shares).flat();
          return Promise.resolve({ probabilities: { data, dims: [length, shares.length] } });
        },
      }),
  },
  Tensor: class {
    constructor(
      readonly type: string,
      readonly data: readonly string[],
      readonly dims: readonly number[],
    ) {}
  },
});
const load = (shares: readonly number[], inputNames?: readonly string[]): Promise<OnnxClassifier> =>
  OnnxClassifier.load(path, { loadRuntime: () => Promise.resolve(runtimeGiving(shares, inputNames)) });

describeSentenceClassifier('OnnxClassifier', async () => ({ classifier: await load([0.2, 0.5, 0.3, 0.1]) }));

/**
 * A real model of 816 bytes: the sentence is split at spaces, six words are counted (army, shelled; talks, treaty; refugees, aid),
 * each speaks for its label and against `none`; softmax and sigmoid make probabilities. Runs where onnxruntime-node is installed.
 */
const TINY_MODEL = join(import.meta.dirname, 'tiny-model.onnx');

describe.runIf(runtimeIsInstalled())('OnnxClassifier with the real runtime', () => {
  describeSentenceClassifier('a real ONNX model', async () => ({ classifier: await OnnxClassifier.load(TINY_MODEL) }));

  it('labels what the model says, batch in, batch out', async () => {
    const classifier = await OnnxClassifier.load(TINY_MODEL);
    const found = await classifier.classify(['the army shelled it', 'talks on a treaty', 'refugees want aid', '']);
    expect(found.map(({ label }) => label).slice(0, 3)).toEqual(['military', 'diplomatic', 'humanitarian']);
    expect(found[0]).toMatchObject({ needsReview: false, none: expect.closeTo(0.119, 3) as number });
    expect(found[3]).toMatchObject({ needsReview: true, confidence: expect.closeTo(1 / 3, 5) as number });
  });
});

describe('OnnxClassifier', () => {
  it('names the model by the hash of its file', async () => {
    expect((await load([1, 0, 0])).modelVersion).toMatch(/^onnx-[0-9a-f]{16}$/);
  });

  it('reads shares in the order of the labels, and scales them to 1', async () => {
    const [classification] = await (await load([0.1, 0.1, 0.2])).classify(['Aid arrived.']);
    expect(classification).toMatchObject({ label: 'humanitarian', confidence: 0.5, none: 0, needsReview: true });
  });

  it.each([
    ['two shares', [0.5, 0.5]],
    ['no probability', [Number.NaN, 0, 0]],
  ])('refuses an answer of %s', async (_, shares) => {
    await expect((await load(shares)).classify(['x'])).rejects.toThrow(/The ONNX model answered with/);
  });

  it('refuses a model that wants more than the text', async () => {
    await expect(load([1, 0, 0], ['input_ids', 'attention_mask'])).rejects.toThrow('has 2 inputs');
  });

  it.skipIf(runtimeIsInstalled())('says what to install where the runtime is not there', async () => {
    await expect(OnnxClassifier.load(path)).rejects.toThrow('npm i --ignore-scripts onnxruntime-node');
  });
});

function runtimeIsInstalled(): boolean {
  try {
    return Boolean(import.meta.resolve('onnxruntime-node'));
  } catch {
    return false;
  }
}
