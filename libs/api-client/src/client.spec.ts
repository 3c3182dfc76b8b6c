import { describe, expect, it } from 'vitest';

import { ApiError, createApiClient, valueOf } from './index.js';

const answering = (status: number, body: unknown) => {
  const asked: Request[] = [];
  const client = (key?: () => string | undefined) =>
    createApiClient({
      baseUrl: 'http://store',
      ...(key && { key }),
      fetch: async (request) => {
        asked.push(request);
        return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
      },
    });
  return { asked, client };
};

describe('the client of the API', () => {
  it('sends the key that counts at the time of the request, and none where there is none', async () => {
    let key: string | undefined;
    const { asked, client } = answering(200, {});
    const api = client(() => key);
    await api.GET('/v1/ledger');
    key = 'str_secret';
    await api.GET('/v1/ledger');
    expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual([null, 'Bearer str_secret']);
  });

  it('gives the value of an answer', async () => {
    const { client } = answering(200, { split: 3 });
    expect(valueOf(await client().GET('/v1/ledger'))).toEqual({ split: 3 });
  });

  it('throws what the API says of an error', async () => {
    const problem = { title: 'Not there', detail: 'No such article is known.', traceId: 'f00' };
    const { client } = answering(404, problem);
    const answer = await client().GET('/v1/articles/{id}', { params: { path: { id: 'a' } } });
    const thrown = (() => {
      try {
        return valueOf(answer);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ status: 404, message: 'Not there', detail: problem.detail, problem });
  });

  it.each(['<html>Bad gateway</html>', '[]', '"x"'])(
    'makes do with an error that is no problem document: %s',
    async (body) => {
      const { client } = answering(502, body);
      const answer = await client().GET('/v1/ledger');
      expect(() => valueOf(answer)).toThrow(
        expect.objectContaining({ status: 502, message: 'The API answered 502', detail: '' }),
      );
    },
  );
});
