import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually } from '../../libs/testing/src/eventually.js';
import { openPage, startBrowser } from './browser.js';
import { Pipeline } from './pipeline.js';

/** Stands between the page and the store, and can be cut. Keeps what was asked for. */
async function startCable(to: URL) {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(to.port), to.hostname);
    near.on('data', (data) => asked.push(data.toString()));
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    return undefined;
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    cut,
    mend: () => void (isCut = false),
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('the live page', () => {
  let pipeline: Pipeline;
  let browser: Browser;

  beforeAll(async () => {
    [pipeline, browser] = await Promise.all([Pipeline.start(), startBrowser()]);
    await pipeline.runAll();
  });
  afterAll(async () => {
    await browser?.close();
    await pipeline?.stop();
  });

  it('goes on where it was when the stream was cut: no gap, and nothing twice', async () => {
    const articles = Array.from({ length: 12 }, (_, nth) => ({
      id: `live-${nth}`,
      body: `Troops shelled town ${nth}. The envoy called for talks in capital ${nth}.`,
    }));
    await pipeline.feedArticles(articles.slice(0, 4));
    await pipeline.settled(4);
    const cable = await startCable(new URL(pipeline.service('store').url));
    const page = await openPage(browser, {}, []);
    await page.goto(`${cable.url}/#/sentences`);
    const rows = page.locator('.sentences > li');
    await rows.first().waitFor();
    const streams = (): readonly string[] => cable.asked.filter((text) => text.startsWith('GET /v1/stream'));
    await eventually(streams, ({ length }) => length === 1);

    // What comes while the page is told is announced, and moves nothing.
    const before = await rows.first().getAttribute('aria-setsize');
    await pipeline.feedArticles(articles.slice(4, 6));
    const announced = page.getByRole('button', { name: /Show \d+\+? new/ });
    await announced.waitFor();
    expect(await rows.first().getAttribute('aria-setsize')).toBe(before);

    cable.cut();
    await page.getByText('The store has not answered since').waitFor();
    await pipeline.feedArticles(articles.slice(6));
    await pipeline.settled(12);
    cable.mend();
    await page.getByText('The store has not answered since').waitFor({ state: 'detached' });
    const [, ...resumed] = await eventually(streams, ({ length }) => length >= 2);
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
});
