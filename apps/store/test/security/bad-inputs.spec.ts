import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startTestApi, TestKeys } from './test-api.js';

/** A collection of hostile requests, where it is at hand; it is no part of the project. */
const FILE = join(import.meta.dirname, '../../../../../shared/data/bad_inputs.jsonl');

interface BadInput {
  readonly n: number;
  readonly name: string;
  readonly target: string;
  readonly request?: Readonly<Record<string, unknown>> & { readonly line?: string; readonly auth?: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string | null;
  readonly payload_b64?: string;
  readonly generator?: object;
  readonly expected: string;
}

/** Where we answer otherwise than is proposed, and why. */
const OTHERWISE: Readonly<Record<number, readonly [status: number, why: string]>> = {
  146: [404, 'no such route: access.spec.ts asks ours with every scope'],
  148: [400, 'there is no such parameter, and no tenants'],
  150: [404, '"undefined" may be the id of an article'],
  159: [400, 'there are no words for a database that answers nothing; injection.int-spec.ts asks a real one'],
  170: [400, 'the same'],
  179: [406, 'the export has another address'],
  180: [406, 'the export has another address'],
  181: [400, 'the export has another address'],
  194: [202, 'fields that we do not know are left out, as on the topic: nothing is assigned'],
  202: [200, 'no answer is made of the host, and the first key is not made under a foreign one'],
  215: [404, 'there are no feeds'],
  214: [404, 'there are no feeds'],
  218: [200, 'figures are for the machine that runs it: docs/security.md'],
  219: [404, 'no such route in the service: http-guards.spec.ts has one that fails'],
};

/** What needs more than one request, or a socket, is tested where it belongs: hostile-requests.spec.ts, feed.int-spec.ts. */
const isOneRequest = ({ target, request, generator }: BadInput): boolean =>
  target === 'http' &&
  request?.line !== undefined &&
  generator === undefined &&
  !['twice', 'parallel', 'burst', 'connections', 'headerRepeat'].some((more) => more in request);

const inputs = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as BadInput)
      .filter(isOneRequest)
  : [];

describe.skipIf(inputs.length === 0)('hostile requests that others have collected', () => {
  const keys = new TestKeys();
  const feeder = `Bearer ${keys.add(['read', 'feed'])}`;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await startTestApi({ open: ['read'] }, keys);
  });
  afterAll(() => app.close());

  it.each(inputs)('$n $name', async ({ n, request, headers = {}, payload, payload_b64, expected }) => {
    const [method = 'GET', address = '/'] = request?.line?.split(/ (.*)/s) ?? [];
    const { unit = '', count = 0 } = (request?.['appendRepeat'] ?? {}) as { unit?: string; count?: number };
    const body = payload_b64 === undefined ? payload : Buffer.from(payload_b64, 'base64');
    const authorization = request?.auth?.startsWith('Bearer') === true ? request.auth : feeder;
    const answer = await app.inject({
      method: method as 'GET',
      url: address + unit.repeat(count),
      headers: { authorization, ...headers },
      ...(body !== null && body !== undefined && { payload: body }),
    });
    const [wanted = Number.parseInt(expected, 10) || 200] = OTHERWISE[n] ?? [];
    expect([n, answer.statusCode]).toEqual([n, wanted]);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});
