import { z } from 'zod';

import type { LabelledSentence } from './sentence-table.js';

const sentence = z
  .object({
    index: z.number(),
    text: z.string(),
    label: z.string().nullish(),
    confidence: z.number().nullish(),
    needsReview: z.boolean().nullish(),
  })
  .loose();

const article = z.object({ sentences: z.array(sentence) }).loose();

const ledger = z.object({
  split: z.number(),
  labelled: z.number(),
  stored: z.number(),
  deadLettered: z.number(),
  inFlight: z.number(),
  balanced: z.boolean(),
});

/** How many sentences of what came in are where. */
export type Ledger = z.infer<typeof ledger>;

/** The few questions that the start asks of the store, over its public API. */
export class StoreApi {
  /**
   * @param address `http://host:port`
   * @param key opens it
   */
  constructor(
    readonly address: string,
    private readonly key: string,
  ) {}

  /** True when the service at this address says it can do its work. */
  static async isReady(address: string): Promise<boolean> {
    try {
      return (await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }

  /** The sentences of an article that have a label by now, in their order; none when the article is not there yet. */
  async labelledSentences(articleId: string): Promise<readonly LabelledSentence[]> {
    const found = await this.get(`/v1/articles/${encodeURIComponent(articleId)}`, article);
    return (found?.sentences ?? [])
      .flatMap(({ index, text, label, confidence, needsReview }) =>
        label ? { index, text, label, confidence: confidence ?? Number.NaN, needsReview: needsReview ?? false } : [],
      )
      .sort((left, right) => left.index - right.index);
  }

  /** The ledger of one article, or of everything; undefined when the article is not there yet. */
  async ledger(articleId?: string): Promise<Ledger | undefined> {
    return this.get(
      articleId === undefined ? '/v1/ledger' : `/v1/articles/${encodeURIComponent(articleId)}/ledger`,
      ledger,
    );
  }

  private async get<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const response = await fetch(`${this.address}${path}`, {
      headers: { authorization: `Bearer ${this.key}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
    return schema.parse(await response.json());
  }
}
