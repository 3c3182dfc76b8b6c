import { hash } from 'node:crypto';

import type { IdempotencyRepository } from '../../ports.js';
import { invalidParameter, ProblemError } from './problem.js';
import type { RawBody } from './raw-body.js';

const HEADER = 'Idempotency-Key';
const RETRY_AFTER_SECONDS = '1';

/** An answer, and whether it was given before. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly isReplay: boolean;
}

/**
 * Does a request once, however often it is sent: whoever sends the same key with the same body again gets the same
 * answer. A request that fails may be sent again.
 */
export class Idempotency {
  constructor(private readonly requests: IdempotencyRepository) {}

  /**
   * @param key as the client sent it; without one every request is done
   * @throws ProblemError for a key that is none, that came with another body, or whose request is not done yet
   */
  async once<Answer>(key: unknown, body: RawBody, act: () => Promise<Answer>): Promise<Answered<Answer>> {
    if (key === undefined) return { answer: await act(), isReplay: false };
    const name = checkedKey(key);
    const begin = await this.requests.begin(name, hash('sha256', Buffer.concat([typeOf(body), body.bytes]), 'hex'));
    if (begin.kind === 'done') return { answer: JSON.parse(begin.answer) as Answer, isReplay: true };
    if (begin.kind === 'begun') return { answer: await this.finish(name, begin.token, act), isReplay: false };
    if (begin.kind === 'other-request') {
      throw new ProblemError('key-reused', `This ${HEADER} came with another body before. Take a new one.`);
    }
    throw new ProblemError('conflict', 'The request with this key is being worked on. Ask again.', [], {
      'retry-after': RETRY_AFTER_SECONDS,
    });
  }

  private async finish<Answer>(key: string, token: string, act: () => Promise<Answer>): Promise<Answer> {
    let answer: Answer;
    try {
      answer = await act();
    } catch (error) {
      // What cannot be released now is taken as abandoned later.
      await this.requests.release(key, token).catch(() => undefined);
      throw error;
    }
    await this.requests.complete(key, token, JSON.stringify(answer));
    return answer;
  }
}

function checkedKey(key: unknown): string {
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw invalidParameter(HEADER, 'is not 1 to 255 visible ASCII characters');
}

const typeOf = ({ mediaType }: RawBody): Buffer => Buffer.from(`${mediaType}\n`);
