import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually } from '../../libs/testing/src/eventually.js';
import { openPage, startBrowser, watchStreams } from './browser.js';
import { ADMIN_KEY, Pipeline } from './pipeline.js';

interface Changes {
  readonly items: readonly { readonly position: string }[];
}

const isStream = (request: string): boolean => request.startsWith('GET /v1/stream');

/**
 * Stands between the page and the store. Can be cut, and can hold streams up without closing them. Keeps what was asked
 * for, and what was while it was cut.
 */
async function startCable(to: URL) {
  const sockets = new Set<Socket>();
  const streams: [from: Socket, to: Socket][] = [];
  const asked: string[] = [];
  const refused: string[] = [];
  let isCut = false;
  const server = createServer((near) => {
    const far = isCut ? undefined : connect(Number(to.port), to.hostname);
    near.on('data', (data) => {
      const request = data.toString();
      (isCut ? refused : asked).push(request);
      if (isCut) near.destroy();
      if (far !== undefined && isStream(request)) streams.push([far, near]);
    });
    if (far !== undefined) near.pipe(far).pipe(near);
    for (const socket of [near, ...(far === undefined ? [] : [far])]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far?.destroy();
      });
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refused,
    cut,
    /** Nobody is told that nothing comes any more. */
    holdStreams: () => streams.forEach(([from, to]) => from.unpipe(to)),
    mend: () => void (isCut = false),
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What of a stream is whole, event by event: a sign of life is one, too. */
const eventsOf = (stream: string): readonly string[] => stream.split('\n\n').slice(0, -1);

const isChange = (event: string): boolean => /^event: change$/m.test(event);

const idOf = (event: string): string => /^id: (.+)$/m.exec(event)?.[1] ?? '';

/** What the page has read since its first stream began, and what the API says that happened since. */
async function comparedWithTheApi(streams: readonly string[], pipeline: Pipeline) {
  const after = idOf(eventsOf(streams[0] ?? '')[0] ?? '');
  const { items } = await pipeline.get<Changes>(`/v1/changes?limit=200&after=${after}`);
  const read = streams.flatMap((stream) => eventsOf(stream).filter(isChange).map(idOf));
  return { read, told: items.map(({ position }) => position) };
}

describe('the live page', () => {
  let pipeline: Pipeline;
  let browser: Browser;

  beforeAll(async () => {
    [pipeline, browser] = await Promise.all([Pipeline.start(), startBrowser()]);
    await Promise.all([
      pipeline.run('ingester'),
      pipeline.run('classifier'),
      pipeline.run('store', { OPEN_READING: 'no' }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await pipeline?.stop();
  });

  it('goes on where it was when the stream was cut, key and all: no gap, and nothing twice', async () => {
    const articles = Array.from({ length: 12 }, (_, nth) => ({
      id: `live-${nth}`,
      body: `Troops shelled town ${nth}. The envoy called for talks in capital ${nth}.`,
    }));
    await pipeline.feedArticles(articles.slice(0, 4));
    await pipeline.settled(4);
    const cable = await startCable(new URL(pipeline.service('store').url));
    const page = await openPage(browser, {}, []);
    const streams: string[] = [];
    await watchStreams(page, (nth, text) => (streams[nth] = (streams[nth] ?? '') + text));
    await page.goto(`${cable.url}/#key=${ADMIN_KEY}`);
    await page.getByRole('link', { name: 'Sentences', exact: true }).click();
    const rows = page.locator('.sentences > li');
    await rows.first().waitFor();
    await eventually(
      () => streams,
      ([first = '']) => first.includes('heartbeat'),
    );

    // What comes while the page is told is announced, and moves nothing.
    const before = await rows.first().getAttribute('aria-setsize');
    await pipeline.feedArticles(articles.slice(4, 6));
    const announced = page.getByRole('button', { name: /Show \d+\+? new/ });
    await announced.waitFor();
    expect(await rows.first().getAttribute('aria-setsize')).toBe(before);

    await pipeline.feedArticles(articles.slice(6, 8));
    cable.cut();
    await page.getByText('The store has not answered since').waitFor();
    await pipeline.feedArticles(articles.slice(8));
    await pipeline.settled(12);
    // Long enough for the page to have tried in vain more than once.
    await eventually(
      () => cable.refused.filter(isStream),
      ({ length }) => length >= 2,
    );
    cable.mend();
    await page.getByText('The store has not answered since').waitFor({ state: 'detached' });
    const { read, told } = await eventually(
      () => comparedWithTheApi(streams, pipeline),
      (answer) => answer.read.length === answer.told.length,
    );
    // Of each of eight articles both sentences, if nothing else.
    expect(told.length).toBeGreaterThanOrEqual(16);
    expect(read).toEqual(told);
    const [begun, ...resumed] = cable.asked.filter(isStream);
    expect(begun).toMatch(/^authorization: Bearer /im);
    expect(resumed.at(-1)).toMatch(/^last-event-id: \d+\.\d+\r$/im);

    const { items } = await pipeline.get<{ items: readonly { readonly text: string }[] }>('/v1/sentences?limit=100');
    await eventually(
      async () => {
        if (await announced.isVisible()) await announced.click();
        return rows.first().getAttribute('aria-setsize');
      },
      (size) => size === String(items.length),
    );
    const shown = await page.locator('.sentences .sentence-link').allInnerTexts();
    expect(shown.slice(0, 10)).toEqual(items.slice(0, 10).map(({ text }) => text));
    await cable.stop();
  });

  it('gives up a stream that is dead though nobody closed it, and asks for another', async () => {
    const cable = await startCable(new URL(pipeline.service('store').url));
    const page = await openPage(browser, {}, []);
    await page.clock.install();
    const streams: string[] = [];
    await watchStreams(page, (nth, text) => (streams[nth] = (streams[nth] ?? '') + text));
    await page.goto(`${cable.url}/#key=${ADMIN_KEY}`);
    await eventually(
      () => streams,
      ([first = '']) => first.includes('heartbeat'),
    );
    cable.holdStreams();
    await pipeline.feedArticles([{ id: 'unheard', body: 'Troops left the town of silence.' }]);
    await eventually(
      async () => {
        await page.clock.runFor(5_000);
        return cable.asked.filter(isStream);
      },
      ({ length }) => length === 2,
    );
    // From here on at its own pace: to a clock that runs ahead of the store the second stream would be silent, too.
    await eventually(
      () => streams,
      ([, second = '']) => second.includes('Troops left the town of silence.'),
    );
    expect(cable.asked.filter(isStream)).toHaveLength(2);
    await cable.stop();
  });
});
