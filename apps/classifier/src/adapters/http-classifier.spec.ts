import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

import { loadModel } from '@sitrep/labels';
import { FatalFailure, TransientFailure } from '@sitrep/pipeline';
import { describeSentenceClassifier } from '@sitrep/testing';
import { afterEach, describe, expect, it } from 'vitest';

import { HttpClassifier } from './http-classifier.js';

type Answer = (texts: readonly string[]) => { readonly status?: number; readonly body: string };

const servers: Server[] = [];
const model = loadModel();

async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const { status = 200, body: reply } = answer((JSON.parse(body) as { texts: string[] }).texts);
      response.writeHead(status, { 'content-type': 'application/json' }).end(reply);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    // A busy machine must not find a kept connection just closed.
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/classify`;
}

const stopAll = async (): Promise<void> => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
};
const good: Answer = (texts) => ({
  body: JSON.stringify({
    modelVersion: 'remote-1',
    classifications: texts.map((text) => model.classifyOne(text)),
  }),
});
/** Answers well while the version is asked for, and with `then` afterwards. */
const goodAtFirst =
  (then: Answer): Answer =>
  (texts) =>
    texts.length === 0 ? good(texts) : then(texts);

describeSentenceClassifier('HttpClassifier', async () => ({
  classifier: await HttpClassifier.connect(await serve(good)),
  stop: stopAll,
}));

describe('HttpClassifier', () => {
  afterEach(stopAll);

  it.each([
    ['status 503', { status: 503, body: '' }, TransientFailure],
    ['status 429', { status: 429, body: '' }, TransientFailure],
    ['status 400', { status: 400, body: '' }, FatalFailure],
    ['no JSON', { body: '<html>' }, FatalFailure],
    ['another form', { body: '{"modelVersion":"remote-1","classifications":[{"label":"naval"}]}' }, FatalFailure],
    ['too few answers', { body: '{"modelVersion":"remote-1","classifications":[]}' }, FatalFailure],
    ['another model', { body: '{"modelVersion":"remote-2","classifications":[]}' }, FatalFailure],
  ])('says whether asking again may help: %s', async (_, reply, failure) => {
    const classifier = await HttpClassifier.connect(await serve(goodAtFirst(() => reply)));
    await expect(classifier.classify(['Troops left.'])).rejects.toThrow(failure);
  });

  it('waits for a service that cannot be reached', async () => {
    const url = await serve(good);
    await stopAll();
    await expect(HttpClassifier.connect(url)).rejects.toThrow(TransientFailure);
  });
});
