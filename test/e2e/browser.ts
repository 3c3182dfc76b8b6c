import sparticuz from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A real Chromium, the one that comes inside an npm package, without a window. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    // The sandbox needs rights that a container does not give. Of the package's own arguments none is taken: they
    // switch web security off.
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu'],
  });
}

/** How a page is looked at. */
export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  /** One that is half an hour off by default, so that no test passes by luck. */
  readonly timeZone?: string;
}

/** Opens an empty page that notes down in `complaints` whatever a user must never meet. */
export async function openPage(
  browser: Browser,
  { theme = 'light', width = 1280, timeZone = 'Asia/Kabul' }: Look,
  complaints: string[],
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    timezoneId: timeZone,
  });
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return page;
}

/** What axe-core finds wrong with the page as it is now. */
export async function accessibilityViolations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`;
  const list = `violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', '))`;
  return page.evaluate<string[]>(`${run}.then(({ violations }) => ${list})`);
}

/** Passes on what the page reads of a stream. Runs in the page, before the page does. */
const WATCH_STREAMS = `{
  const ask = window.fetch;
  let number = 0;
  window.fetch = async (...request) => {
    const response = await ask(...request);
    if (!response.url.endsWith('/v1/stream') || !response.ok) return response;
    const nth = number++;
    const decoder = new TextDecoder();
    const transform = (part, to) => {
      window.onStreamText(nth, decoder.decode(part, { stream: true }));
      to.enqueue(part);
    };
    return new Response(response.body.pipeThrough(new TransformStream({ transform })), response);
  };
}`;

/** Calls back with what a page reads of `/v1/stream`, part by part, and of which of its streams, from 0. */
export async function watchStreams(page: Page, onText: (stream: number, text: string) => void): Promise<void> {
  await page.exposeFunction('onStreamText', onText);
  await page.addInitScript(WATCH_STREAMS);
}
