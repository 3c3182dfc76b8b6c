import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { LABELS } from '@sitrep/contracts';
import type { Classification, SentenceClassifier } from '@sitrep/labels';

interface Tensor {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, unknown>): Promise<Record<string, Tensor>>;
}

/** The part of `onnxruntime-node` that is used. */
export interface OnnxRuntime {
  readonly InferenceSession: { create(model: Uint8Array): Promise<Session> };
  readonly Tensor: new (type: 'string', data: readonly string[], dims: readonly number[]) => unknown;
}

/** What an ONNX model does not say of itself. */
export interface OnnxClassifierOptions {
  /** Labels under this confidence need review. Default 0.6; choose it on labelled sentences. */
  readonly reviewBelow?: number;
  /** Where the runtime comes from. Default: the optional package `onnxruntime-node`. */
  readonly loadRuntime?: () => Promise<OnnxRuntime>;
}

const DEFAULT_REVIEW_BELOW = 0.6;
const RUNTIME_PACKAGE: string = 'onnxruntime-node';

/**
 * An ONNX model that does all of its work itself: its only input is a string tensor [batch] of sentences, its last output a float
 * tensor [batch, 3] or [batch, 4] of probabilities, in the order of the labels, with the probability of `none` fourth.
 * It gives no evidence. Fails with a plain sentence where the runtime is not installed or the model is of another form.
 */
export class OnnxClassifier implements SentenceClassifier {
  private constructor(
    private readonly runtime: OnnxRuntime,
    private readonly session: Session,
    readonly modelVersion: string,
    private readonly reviewBelow: number,
  ) {}

  /** Loads a model file; its version is the hash of its content. */
  static async load(path: string, options: OnnxClassifierOptions = {}): Promise<OnnxClassifier> {
    const runtime = await (options.loadRuntime ?? installedRuntime)();
    const file = await readFile(path);
    const session = await runtime.InferenceSession.create(file);
    if (session.inputNames.length !== 1) {
      throw new Error(`The ONNX model has ${session.inputNames.length} inputs; one string tensor is wanted.`);
    }
    const version = `onnx-${createHash('sha256').update(file).digest('hex').slice(0, 16)}`;
    return new OnnxClassifier(runtime, session, version, options.reviewBelow ?? DEFAULT_REVIEW_BELOW);
  }

  async classify(texts: readonly string[]): Promise<readonly Classification[]> {
    if (texts.length === 0) return [];
    const sentences = texts.map((text) => text.toWellFormed());
    const input = new this.runtime.Tensor('string', sentences, [texts.length]);
    const outputs = await this.session.run({ [this.session.inputNames[0]!]: input });
    const { data, dims } = outputs[this.session.outputNames.at(-1)!]!;
    const width = dims.at(-1) ?? 0;
    if (width < LABELS.length || data.length !== texts.length * width) {
      throw new Error(
        `The ONNX model answered with a tensor [${dims.join(', ')}]; [${texts.length}, 3 or 4] is wanted.`,
      );
    }
    return texts.map((_, at) =>
      this.classificationOf(Array.from({ length: width }, (_, of) => data[at * width + of]!)),
    );
  }

  private classificationOf([
    military = 0,
    diplomatic = 0,
    humanitarian = 0,
    none = 0,
  ]: readonly number[]): Classification {
    const sum = military + diplomatic + humanitarian;
    const scores = { military: military / sum, diplomatic: diplomatic / sum, humanitarian: humanitarian / sum };
    const confidence = Math.max(scores.military, scores.diplomatic, scores.humanitarian);
    const label = LABELS.find((name) => scores[name] === confidence);
    if (label === undefined) throw new Error('The ONNX model answered with something that is not a probability.');
    return { label, confidence, scores, none, needsReview: confidence < this.reviewBelow, evidence: [] };
  }
}

async function installedRuntime(): Promise<OnnxRuntime> {
  try {
    return (await import(RUNTIME_PACKAGE)) as OnnxRuntime;
  } catch (cause) {
    throw new Error(`An ONNX model needs the package ${RUNTIME_PACKAGE}: npm i --ignore-scripts ${RUNTIME_PACKAGE}`, {
      cause,
    });
  }
}
