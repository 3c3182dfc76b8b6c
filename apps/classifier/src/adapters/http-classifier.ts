import { LABELS } from '@sitrep/contracts';
import type { Classification, SentenceClassifier } from '@sitrep/labels';
import { FatalFailure, TransientFailure } from '@sitrep/pipeline';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const classification = z.object({
  label: z.enum(LABELS),
  confidence: share,
  scores: z.object({ military: share, diplomatic: share, humanitarian: share }),
  none: share,
  needsReview: z.boolean(),
  evidence: z
    .array(z.object({ text: z.string(), start: z.int().nonnegative(), end: z.int().nonnegative(), weight: z.number() }))
    .max(50)
    .default([]),
});
const answer = z.object({ modelVersion: z.string().min(1).max(200), classifications: z.array(classification) });

/** How to reach a model behind HTTP. */
export interface HttpClassifierOptions {
  /** How long an answer may take. Default 30 s. */
  readonly timeoutMilliseconds?: number;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;

/**
 * A model behind HTTP. It is sent `POST { "texts": […] }` and answers `{ "modelVersion": …, "classifications": […] }`, one
 * classification a text, in order; an empty batch asks for the version alone.
 *
 * Fails with a {@link TransientFailure} where asking again may help (no connection, time out, 429, 5xx), and with a
 * {@link FatalFailure} where it cannot: any other status, an answer of another form, or another model than at the start.
 */
export class HttpClassifier implements SentenceClassifier {
  private constructor(
    private readonly url: string,
    readonly modelVersion: string,
    private readonly timeout: number,
  ) {}

  /** Asks the service for its model's version. */
  static async connect(url: string, options: HttpClassifierOptions = {}): Promise<HttpClassifier> {
    const timeout = options.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS;
    const { modelVersion } = await ask(url, [], timeout);
    return new HttpClassifier(url, modelVersion, timeout);
  }

  async classify(texts: readonly string[]): Promise<readonly Classification[]> {
    if (texts.length === 0) return [];
    const { modelVersion, classifications } = await ask(this.url, texts, this.timeout);
    if (modelVersion !== this.modelVersion) {
      throw new FatalFailure(`${this.url} now answers with model ${modelVersion}, no longer ${this.modelVersion}`);
    }
    if (classifications.length !== texts.length) {
      throw new FatalFailure(`${this.url} answered for ${classifications.length} of ${texts.length} sentences`);
    }
    return classifications;
  }
}

async function ask(url: string, texts: readonly string[], timeout: number): Promise<z.output<typeof answer>> {
  const response = await post(url, texts, timeout);
  if (response.status === 429 || response.status >= 500) {
    throw new TransientFailure(`${url} answered with status ${response.status}`);
  }
  if (!response.ok) throw new FatalFailure(`${url} answered with status ${response.status}`);
  const parsed = answer.safeParse(await bodyOf(url, response));
  if (parsed.success) return parsed.data;
  throw new FatalFailure(`${url} answered in another form: ${z.prettifyError(parsed.error)}`);
}

async function post(url: string, texts: readonly string[], timeout: number): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ texts }),
      signal: AbortSignal.timeout(timeout),
    });
  } catch (cause) {
    throw new TransientFailure(`${url} cannot be reached`, { cause });
  }
}

async function bodyOf(url: string, response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new FatalFailure(`${url} did not answer with JSON`, { cause });
    throw new TransientFailure(`${url} stopped in the middle of its answer`, { cause });
  }
}
