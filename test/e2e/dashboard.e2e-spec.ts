import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { eventually } from '../../libs/testing/src/eventually.js';
import { accessibilityViolations, type Look, openPage, startBrowser } from './browser.js';
import { ADMIN_KEY, Pipeline } from './pipeline.js';
import { sampleArticle } from './sample.js';

/** Texts that try to become more than text. */
const HOSTILE = [
  '<script>alert(1)</script> was shelled by the army on Friday.',
  '<img src=x onerror=alert(1)> “called for talks” & <b>left</b>.',
  '\u202Enocte\u202C Refugees fled the city of {{constructor.constructor("alert(1)")()}}.',
  'دعا الأمين العام إلى وقف فوري لإطلاق النار.',
  `${'Long'.repeat(200)} was said to have ended.`,
];

/** The letter of a record that is no JSON, the first of the partition that its key leads to. */
const BAD = '#/dead-letters/news.article.submitted.v1/1/0';

const HOSTILE_ID = '"><svg onload=alert(1)>';

/** An address of every view; the last is the hostile article. */
const VIEWS = [
  '#/',
  '#/timeline?clock=received&bucket=hour',
  '#/sentences?why=1',
  '#/articles',
  '#/sources',
  '#/compare?a.source=A+source&b.label=military',
  '#/pipeline',
  '#/quality',
  '#/dead-letters',
  BAD,
  '#/paste?sample=1',
  `#/articles/${encodeURIComponent('real/1')}?s=1&why=1`,
  `#/articles/${encodeURIComponent(HOSTILE_ID)}?s=0`,
];

/** Each theme and each width. */
const SOME_LOOKS = [
  { theme: 'light', width: 320 },
  { theme: 'dark', width: 768 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 2560 },
] as const;
/** Each theme at each width. */
const ALL_LOOKS = (['light', 'dark'] as const).flatMap((theme) => SOME_LOOKS.map(({ width }) => ({ theme, width })));

/** What is wrong with how a page looks: what axe-core finds, and what goes over the edge. */
async function flawsOf(page: Page, looks: readonly Look[] = SOME_LOOKS): Promise<readonly unknown[]> {
  const flaws: unknown[] = [];
  for (const { theme = 'light', width = 320 } of looks) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    const violations = await accessibilityViolations(page);
    if (overflow > 0 || violations.length > 0) flaws.push({ theme, width, overflow, violations });
  }
  return flaws;
}

/** What the browser itself says of a request that fails. */
const isOfBrowser = (complaint: string): boolean => complaint.includes('Failed to load resource');

interface Corrected {
  readonly items: readonly { readonly articleId: string; readonly label: string; readonly text: string }[];
}

interface Searches {
  readonly items: readonly { readonly id: string }[];
}

interface Facets {
  readonly total: number;
  readonly labels: { readonly military: number };
}

interface Article {
  readonly sentences: readonly { readonly text: string; readonly label: string }[];
}

describe('the dashboard', () => {
  let pipeline: Pipeline;
  let browser: Browser;
  let pages: Page[] = [];
  let complaints: string[] = [];

  /** @param answer stands in for the API */
  const begin = async (hash: string, look: Look = {}, answer?: (route: Route) => unknown): Promise<Page> => {
    const page = await openPage(browser, look, complaints);
    pages.push(page);
    if (answer !== undefined) await page.route('**/v1/**', answer);
    await page.goto(`${pipeline.service('store').url}/${hash}`);
    await page.locator('h1').waitFor();
    return page;
  };
  const open = async (hash: string, look: Look = {}): Promise<Page> => {
    const page = await begin(hash, look);
    await eventually(
      () => page.locator('.loading').count(),
      (number) => number === 0,
    );
    return page;
  };
  const openAsAdmin = async (): Promise<Page> => {
    const page = await open(`#key=${ADMIN_KEY}`);
    await page.getByRole('button', { name: 'Admin' }).waitFor();
    return page;
  };
  const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.textContent');

  beforeAll(async () => {
    [pipeline, browser] = await Promise.all([Pipeline.start(), startBrowser()]);
    await pipeline.runAll();
  });
  afterAll(async () => {
    await browser?.close();
    await pipeline?.stop();
  });
  afterEach(async () => {
    const heard = [...complaints];
    // Whatever stands in for the API may be in the middle of an answer.
    await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
    await Promise.all(pages.map((page) => page.context().close()));
    pages = [];
    complaints = [];
    if (heard.length > 0) throw new Error(`The page is to print nothing, and said:\n${heard.join('\n')}`);
  });

  it.each(VIEWS)('is whole, and accessible, where nothing has come in, at %s', async (hash) => {
    expect(await flawsOf(await open(hash))).toEqual([]);
    complaints = complaints.filter((complaint) => !isOfBrowser(complaint));
  });

  it('says on an empty installation how to feed an article, and shows the first as it comes', async () => {
    for (const hash of ['#/timeline', '#/sources']) {
      const empty = await open(hash);
      await empty.getByText(/None is there at all|No article has come in yet/).waitFor();
      expect(await accessibilityViolations(empty)).toEqual([]);
    }
    const page = await open('#/');
    await page.getByText('npx sitrep feed FILE').waitFor();
    await page.getByRole('link', { name: 'Try it with the sample article' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    const id = 'real/1';
    const [source, title, author] = HOSTILE;
    const hostile = {
      id: HOSTILE_ID,
      source: `${source} ${'Long '.repeat(40)}`,
      title,
      author,
      body: HOSTILE.join('\n\n'),
      bodyFormat: 'plain',
    };
    await pipeline.feed([
      { key: 'bad', value: '{broken', headers: { note: HOSTILE[0] ?? '' } },
      { key: HOSTILE_ID, value: JSON.stringify(hostile) },
      { key: id, value: JSON.stringify({ id, title: 'A real article', source: 'A source', body: sampleArticle() }) },
    ]);
    const ledger = await pipeline.settled(3);
    await page.locator('.latest li').first().waitFor();
    const station = (name: string): Promise<string> =>
      page
        .locator('.station', { has: page.getByText(name, { exact: true }) })
        .locator('.big')
        .innerText();
    // What is shown may be of a moment at which only the first had come in, and balanced as well.
    await eventually(
      () => station('In'),
      (received) => received === '3',
    );
    await page.locator('.balance.pass').waitFor();
    expect(await station('Split')).toBe(String(ledger.split));
    expect(await station('Stored')).toBe(String(ledger.stored));
    expect(await page.locator('.account .warn').innerText()).toMatch(/Rejected records\s+1/);
    expect(await page.getByText('npx sitrep feed FILE').count()).toBe(0);
  });

  it('prints an article as it is, each sentence with its letter', async () => {
    const { sentences } = await pipeline.get<Article>(`/v1/articles/${encodeURIComponent('real/1')}`);
    const page = await open('#/articles');
    await page.getByRole('link', { name: 'A real article' }).click();
    await page.locator('.printed').first().waitFor();
    const printed = await page.evaluate<[string, string][]>(`[...document.querySelectorAll('.printed')].map((link) => {
      const [letter, name, ...rest] = link.childNodes;
      return [letter.textContent[0], rest.map((node) => node.textContent).join('')];
    })`);
    expect(printed).toEqual(sentences.map(({ text, label }) => [label.charAt(0).toUpperCase(), text]));
    expect(await page.locator('.article-ledger .pass').innerText()).toContain('balanced');
  });

  it('leads by the keyboard alone from a search to a sentence, why it is labelled so, back, to its correction and to a file', async () => {
    const page = await openAsAdmin();
    // What the key opens is known: no view asks for it again, and makes whoever is quick wait.
    await page.route('**/v1/access', () => undefined);
    await page.keyboard.press('s');
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('said');
    await page.keyboard.press('Enter');
    await page.locator('.row mark').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.locator('.active .sentence-link:focus').waitFor();
    const sentence = await focused(page);
    await page.keyboard.press('o');
    await page.locator('.panel .scores').waitFor();
    expect(await page.locator('.panel blockquote').innerText()).toBe(sentence);
    expect(await page.locator('.printed:focus').getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.locator('.panel blockquote', { hasNotText: sentence }).waitFor();
    await page.keyboard.press('u');
    await page.locator('.active .sentence-link:focus').waitFor();
    expect(await focused(page)).toBe(sentence);
    await page.keyboard.press('1');
    const corrected = (): Promise<Corrected> => pipeline.get('/v1/sentences?corrected=true');
    await eventually(corrected, ({ items }) => items[0]?.text === sentence);
    while ((await focused(page)) !== 'Export') await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    while (!(await focused(page)).startsWith('CSV')) await page.keyboard.press('Tab');
    const coming = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const file = await readFile(await (await coming).path(), 'utf8');
    expect(file).toContain(sentence.replaceAll('"', '""'));
    await page.keyboard.press('z');
    await eventually(corrected, ({ items }) => items.length === 0);
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it.each([
    '#/sentences?why=1&q=alert',
    '#/articles',
    '#/sources',
    BAD,
    `#/articles/${encodeURIComponent(HOSTILE_ID)}?s=0`,
  ])('shows hostile text as text at %s', async (hash) => {
    const page = await open(hash);
    await page.getByText('<script>alert(1)</script>').filter({ visible: true }).first().waitFor();
    const made = 'main :is(script, img, b, iframe, [onload], [onerror], a[href^="javascript:" i])';
    expect(await page.locator(made).count()).toBe(0);
  });

  it.each(VIEWS)('is whole, and accessible, with all that can be opened open, at %s', async (hash) => {
    const page = await open(hash);
    await page.locator('main :is(a, button):visible').first().waitFor();
    await page.evaluate('for (const each of document.querySelectorAll("main details")) each.open = true');
    await eventually(
      () => page.getByText('Loading …').count(),
      (number) => number === 0,
    );
    expect(await flawsOf(page, ALL_LOOKS)).toEqual([]);
  });

  it.each(VIEWS)('says that it waits, where no answer comes, at %s', async (hash) => {
    const page = await begin(hash, {}, () => undefined);
    const waiting = page.getByText(/Loading/).filter({ visible: true });
    if (!hash.startsWith('#/paste')) await waiting.first().waitFor();
    expect(await flawsOf(page)).toEqual([]);
  });

  it.each(VIEWS)('says what the API says is wrong, at %s', async (hash) => {
    const problem = { title: 'Kafka is away', detail: `It was there. ${HOSTILE.join(' ')}`, status: 503 };
    const page = await begin(hash, {}, (route) => route.fulfill({ status: 503, json: problem }));
    const wrong = page.getByText('Kafka is away').filter({ visible: true });
    if (!hash.startsWith('#/paste')) await wrong.first().waitFor();
    expect(await flawsOf(page)).toEqual([]);
    complaints = complaints.filter((complaint) => !isOfBrowser(complaint));
  });

  it('shows operators each group, each instance, the proof, and what was rejected', async () => {
    const page = await open('#/');
    await page.keyboard.press('p');
    await page.getByRole('heading', { level: 1, name: 'Pipeline' }).waitFor();
    await page.getByText('Everything moves').waitFor();
    for (const service of ['ingester', 'classifier', 'store']) {
      const group = page.getByRole('region', { name: `sitrep-${service}`, exact: true });
      await group.getByText('All done').waitFor();
      expect(await group.locator('.partitions tbody tr').count()).toBeGreaterThan(2);
      await page.locator('.instances tbody tr', { hasText: service }).getByText('running').waitFor();
    }
    await page.getByText('JSON_INVALID').waitFor();
    const proof = page.locator('.proof');
    await proof.getByText('Nothing is lost and nothing is doubled').waitFor();
    expect(await proof.locator('.equations .pass').count()).toBe(6);
    await proof.locator('summary', { hasText: 'E1' }).focus();
    await page.keyboard.press('Enter');
    await proof.getByText('from outcome').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('says what is wrong with the pipeline, in words', async () => {
    const page = await openPage(browser, { width: 320 }, complaints);
    pages.push(page);
    const answer = await pipeline.get<{ readonly groups: readonly object[] }>('/v1/pipeline');
    const [group] = answer.groups;
    const away = {
      ...answer,
      kafka: { answers: false, measuredAt: null },
      database: { answers: false, pendingMigrations: null },
      groups: [{ ...group, members: 0, state: 'Empty' }],
      instances: [],
      deadLetters: null,
    };
    await page.route('**/v1/pipeline', (route) => route.fulfill({ json: away }));
    await page.route('**/v1/ledger/proof', (route) => route.fulfill({ status: 503, json: { title: 'Not available' } }));
    await page.goto(`${pipeline.service('store').url}/#/pipeline`);
    await page.getByText('3 things wrong').waitFor();
    await page.getByText('sitrep-ingester: nobody consumes.').waitFor();
    await page.getByText('Not available').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0);
    complaints = complaints.filter((complaint) => !isOfBrowser(complaint));
  });

  it('corrects a label with one key, shows it at once, keeps it, and takes it back with another', async () => {
    const page = await open(`#key=${ADMIN_KEY}`);
    await page.getByRole('link', { name: 'Quality' }).click();
    await page.locator('.queue-row').first().waitFor();
    await page.locator('.correct-bar').first().waitFor();
    await page.keyboard.press('j');
    const row = page.locator('.queue .active');
    const id = await row.locator('a').getAttribute('href');
    await page.keyboard.press('3');
    await row.locator('.correct-bar [aria-pressed="true"]', { hasText: 'H' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'humanitarian' }).waitFor();
    const said = await eventually(
      () => pipeline.get<Corrected>('/v1/sentences?corrected=true'),
      ({ items }) => items.length === 1,
    );
    expect(said.items[0]).toMatchObject({ label: 'humanitarian' });
    expect(id).toContain(encodeURIComponent(said.items[0]?.articleId ?? ''));
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('z');
    await page.getByText('Taken back: the model’s label counts again.').waitFor();
    await eventually(
      () => pipeline.get<Corrected>('/v1/sentences?corrected=true'),
      ({ items }) => items.length === 0,
    );
  });

  it('takes a correction back by itself when the store refuses it, and says so', async () => {
    const page = await open(`#key=${ADMIN_KEY}`);
    await page.getByRole('link', { name: 'Sentences', exact: true }).click();
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('j');
    await page.locator('.active .correct-bar').waitFor();
    await page.route('**/label', (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.keyboard.press('1');
    await page.getByText('Not saved').waitFor();
    expect(await page.locator('.active .said').count()).toBe(0);
    complaints = complaints.filter((complaint) => !isOfBrowser(complaint));
  });

  it('offers nobody a correction who may not correct', async () => {
    const page = await open('#/sentences');
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('j');
    await page.locator('.active').waitFor();
    expect(await page.locator('.correct-bar').count()).toBe(0);
  });

  it('tells of an article what changed, every step of its way, and what it is as a record', async () => {
    const page = await open(`#/articles/${encodeURIComponent('real/1')}`);
    await page.getByText('Trace', { exact: true }).click();
    for (const step of ['submitted', 'split', 'extracted', 'labelled', 'stored']) {
      await page.locator('.hops th', { hasText: step }).first().waitFor();
    }
    await page.getByText('Record', { exact: true }).click();
    expect(await page.locator('.record').innerText()).toContain('"articleId": "real/1"');
  });

  it('shows what came when, in the zone that is chosen, and leads by the keyboard to the sentences of a time', async () => {
    const page = await open('#/timeline?clock=received&bucket=hour');
    await page.locator('.chart').waitFor();
    await page.locator('.page-foot select').selectOption('Asia/Tehran');
    await page.locator('.view-head', { hasText: 'Asia/Tehran' }).waitFor();
    const total = await page.locator('.picker-acts a').innerText();
    expect(total).toMatch(/^[1-9]\d* sentences$/);
    await page.getByText('The figures as a table').press('Enter');
    expect(await page.locator('.figures-table tbody tr').last().innerText()).toContain('no: its time is not over');
    await page.getByLabel('From', { exact: false }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Zoom in' }).press('Enter');
    await page.waitForFunction('location.hash.includes("from=")');
    await page.locator('.chart').waitFor();
    expect(await page.locator('.picker-acts a').innerText()).toBe(total);
    await page.locator('.picker-acts a').press('Enter');
    await page.locator('.chips', { hasText: 'received since' }).waitFor();
    await page.locator('.row').first().waitFor();
    expect(total).toContain(await page.locator('.view-head p').innerText());
  });

  it('means by a day one of the zone that is shown, and says it so', async () => {
    const page = await open('#/sentences');
    await page.getByText('More filters, sort').press('Enter');
    await page.getByLabel('First day').fill('2026-01-31');
    await page.getByLabel('Last day').fill('2026-02-01');
    await page.locator('.chips').getByText('published until 1 Feb 2026').waitFor();
    await page.locator('.chips').getByText('published since 31 Jan 2026').waitFor();
    const filter = new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
    expect([filter.get('from'), filter.get('to')]).toEqual(['2026-01-30T19:30:00.000Z', '2026-02-01T19:30:00.000Z']);
    await page.reload();
    await page.getByText('More filters, sort').press('Enter');
    await eventually(
      () => page.getByLabel('Last day').inputValue(),
      (day) => day === '2026-02-01',
    );
  });

  it('compares two sets of sentences, every number a list', async () => {
    const page = await open('#/');
    await page.keyboard.press('c');
    const [a, b] = [page.getByRole('search', { name: 'A every' }), page.getByRole('search', { name: 'B every' })];
    await b.getByLabel('Label').selectOption('military');
    await a.getByLabel('Source').selectOption('A source');
    await page.locator('.compared-figures').waitFor();
    const row = page.getByRole('row', { name: 'Military' });
    await row.getByText('100%').waitFor();
    const { total, labels } = await pipeline.get<Facets>('/v1/stats/facets?source=A+source');
    await row.getByText(`${Math.round((labels.military / total) * 100)}%`).waitFor();
    expect(await row.innerText()).toMatch(/\+\d+ points, \+\d+ to \+\d+/);
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Swap A and B' }).press('Enter');
    await page.waitForFunction('location.hash === "#/compare?a.label=military&b.source=A+source"');
    await page.getByRole('row', { name: 'Sentences' }).getByRole('link').last().press('Enter');
    await page.locator('.view-head p', { hasText: String(total) }).waitFor();
  });

  it('finds articles by their titles and what stands in them', async () => {
    const page = await open('#/articles');
    await page.keyboard.press('/');
    await page.keyboard.type('real');
    await page.keyboard.press('Enter');
    await page.locator('.view-head p', { hasText: /^1$/ }).waitFor();
    // They are counted and listed by two questions.
    await page.locator('.articles tbody tr').first().waitFor();
    expect(await page.locator('.articles tbody th').allInnerTexts()).toEqual(['A real article']);
    await page.getByLabel('Source').selectOption('A source');
    await page.getByLabel('Search the sentences').fill('zebra');
    await page.getByText('No article has such a title and such a sentence.').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Show all' }).press('Enter');
    await page.locator('.articles tbody tr').nth(1).waitFor();
  });

  it('leads with one key to a search from any view, and with another from any field', async () => {
    const page = await open('#/');
    await page.keyboard.press('/');
    await page.locator('.view-sentences .find input:focus').waitFor();
    await page.goto(`${pipeline.service('store').url}/#/paste`);
    await page.getByRole('textbox', { name: 'Text' }).focus();
    await page.keyboard.press('Control+k');
    await page.locator('.view-sentences .find input:focus').waitFor();
    expect(await page.title()).toBe('Sentences · Sitrep');
  });

  it('cites a sentence as a quotation and as an annotation', async () => {
    const page = await open(`#/articles/${encodeURIComponent('real/1')}?s=1`);
    const { sentences } = await pipeline.get<Article>(`/v1/articles/${encodeURIComponent('real/1')}`);
    await page.getByText('Cite it').press('Enter');
    const text = sentences[1]?.text ?? '';
    expect(await page.getByLabel('As a quotation', { exact: true }).innerText()).toContain(
      `“${text}” — A source, A real article`,
    );
    const annotation = await page.getByLabel('As a W3C annotation', { exact: true }).innerText();
    expect(JSON.parse(annotation)).toMatchObject({ target: { selector: [{}, { exact: text }] } });
  });

  it('names the articles that tell the same story', async () => {
    const other = { articleId: 'x/2', title: HOSTILE[1], source: null, url: null, publishedAt: null, first: true };
    const told = { ...other, receivedAt: '2026-01-31T10:00:00.000Z' };
    const story = { storyId: 'x/2', pending: false, count: 2, items: [told, { ...told, articleId: 'real/1' }] };
    const page = await openPage(browser, { width: 320 }, complaints);
    pages.push(page);
    await page.route('**/story', (route) => route.fulfill({ json: story }));
    await page.goto(`${pipeline.service('store').url}/#/articles/${encodeURIComponent('real/1')}`);
    await page.locator('summary', { hasText: 'Told by 1 other article as well' }).press('Enter');
    await page.locator('.story li').waitFor();
    expect(await page.locator('.story li').count()).toBe(1);
    expect(await page.locator('.story a').getAttribute('href')).toBe('#/articles/x%2F2');
    expect(await flawsOf(page)).toEqual([]);
  });

  it('has room for figures of millions', async () => {
    const page = await openPage(browser, {}, complaints);
    pages.push(page);
    await page.route('**/v1/stats/*', async (route) => {
      const text = await (await route.fetch()).text();
      const large = text.replaceAll(/"(total|count|military|diplomatic|humanitarian|true|false)":\d+/g, '"$1":8888888');
      await route.fulfill({ contentType: 'application/json', body: large });
    });
    for (const hash of ['#/sentences', '#/', '#/sources', '#/compare']) {
      await page.goto(`${pipeline.service('store').url}/${hash}`);
      await page.getByText('8,888,888').filter({ visible: true }).first().waitFor();
      expect({ hash, flaws: await flawsOf(page) }).toEqual({ hash, flaws: [] });
    }
  });

  it('picks what the pointer draws over', async () => {
    const page = await open('#/timeline?clock=received&bucket=hour');
    const box = await page.locator('.chart').boundingBox();
    if (box === null) throw new Error('There is no chart');
    await page.mouse.move(box.x + 60, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 10, box.y + 100, { steps: 4 });
    await page.mouse.up();
    await page.locator('.chart-band').waitFor();
    expect(await page.locator('.readout').innerText()).toContain('not complete');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('.chart-band').waitFor({ state: 'detached' });
  });

  it('opens from a number of the last day, or of a source, the list that it counts', async () => {
    const page = await open('#/');
    const number = page.locator('.label-cards li .big a').first();
    const shown = (await number.innerText()).split(/\s/)[0] ?? '';
    await number.click();
    await page.locator('.chips', { hasText: 'received since' }).waitFor();
    await page.locator('.view-head p', { hasText: shown }).waitFor();
    await page.goto(`${pipeline.service('store').url}/#/sources?days=1`);
    await page.getByRole('row', { name: 'A source' }).getByRole('link').nth(1).click();
    await page.locator('.chips', { hasText: 'from A source' }).waitFor();
    await page.locator('.row').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it.each([
    ['', '', 'curl -fsS'],
    [`#key=${ADMIN_KEY}`, 'Saved as sentences.ndjson.', 'curl -fsS -H "Authorization: Bearer $SITREP_KEY"'],
  ])('saves all that is shown as a file, having come by “%s”', async (key, said, curl) => {
    const page = await open(key);
    await page.goto(`${pipeline.service('store').url}/#/sentences?label=military`);
    await page.locator('.row').first().waitFor();
    await page.getByText('Export', { exact: true }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'NDJSON' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('sentences.ndjson');
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
    const { total } = await pipeline.get<{ readonly total: number }>('/v1/stats/facets?label=military');
    expect(lines).toHaveLength(total);
    await eventually(
      () => page.locator('.menu [role=status]').first().innerText(),
      (text) => text === said,
    );
    const command = await page.locator('.command pre').innerText();
    expect(command).toBe(`${curl} '${new URL('/v1/exports/sentences.ndjson?label=military', page.url()).href}'`);
  });

  it('keeps the filter that is set under a name, tells of its alarms, and forgets it', async () => {
    const page = await openAsAdmin();
    await page.goto(`${pipeline.service('store').url}/#/sentences?label=military&q=shelled`);
    await page.locator('summary', { hasText: 'Saved searches' }).press('Enter');
    const name = page.getByRole('textbox', { name: 'Name' });
    await page.getByLabel('when more than').check();
    await page.getByLabel('Sentences', { exact: true }).fill('7');
    await name.fill('Strikes <b>');
    await name.press('Enter');
    await page.getByText('Saved as “Strikes <b>”.').waitFor();
    const { items } = await pipeline.get<Searches>('/v1/searches');
    expect(items).toMatchObject([
      { filter: 'label=military&q=shelled', rules: [{ kind: 'count', moreThan: 7, withinMinutes: 60 }] },
    ]);
    const alert = { id: '1', searchId: items[0]?.id, searchName: 'Strikes <b>', kind: 'count', closedAt: null };
    const told = { ...alert, message: '9 in 60 minutes, more than 7', openedAt: new Date().toISOString() };
    await page.route('**/v1/alerts*', (route) => route.fulfill({ json: { items: [told] } }));
    await page.goto(`${pipeline.service('store').url}/#/`);
    await page.getByText('1 alarm').waitFor();
    await page.getByRole('link', { name: 'saved searches' }).press('Enter');
    await page.locator('summary', { hasText: '1 alarm' }).press('Enter');
    await page.locator('.saved-list').getByText('9 in 60 minutes, more than 7').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Strikes <b>' }).press('Enter');
    await page.locator('.saved-list [aria-current]').waitFor();
    expect(new URL(page.url()).hash).toBe('#/sentences?label=military&q=shelled');
    await page.getByRole('button', { name: 'Delete “Strikes <b>”' }).press('Enter');
    await page.getByRole('button', { name: 'Really delete “Strikes <b>”' }).press('Enter');
    await page.getByText('None yet.').waitFor();
    expect(await focused(page)).toContain('Saved searches');
    expect((await pipeline.get<Searches>('/v1/searches')).items).toEqual([]);
  });

  it('changes a saved search by the keyboard alone: its filter, its name and its alarms, those that it does not show kept', async () => {
    const page = await openAsAdmin();
    const more = { kind: 'count', moreThan: 900, withinMinutes: 1_440 };
    const rules = [{ kind: 'count', moreThan: 7, withinMinutes: 60 }, { kind: 'silence' }, more];
    const body = JSON.stringify({ name: 'Old', filter: 'label=military', rules });
    const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
    await fetch(`${pipeline.service('store').url}/v1/searches`, { method: 'POST', headers, body });
    await page.keyboard.press('s');
    await page.locator('summary', { hasText: 'Saved searches (1)' }).press('Enter');
    await page.getByRole('button', { name: 'Change “Old”' }).press('Enter');
    await page.getByRole('heading', { name: 'Change “Old”' }).waitFor();
    await page.waitForFunction('location.hash.includes("label=military")');
    await page.locator('#save-name:focus').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('navigation', { name: 'Label' }).getByRole('link', { name: 'Diplomatic' }).press('Enter');
    await page.locator('.save-search').getByText('diplomatic', { exact: true }).waitFor();
    await page.getByLabel('Sentences', { exact: true }).fill('8');
    await page.getByLabel('when none come').uncheck();
    await page.locator('#save-name').fill('New');
    await page.locator('#save-name').press('Enter');
    await page.getByText('Changed “New”.').waitFor();
    expect(await focused(page)).toContain('Saved searches');
    const { items } = await pipeline.get<Searches>('/v1/searches');
    expect(items).toMatchObject([{ name: 'New', filter: 'label=diplomatic', rules: [{ moreThan: 8 }, more] }]);
    await page.getByRole('button', { name: 'Change “New”' }).press('Enter');
    await page.getByRole('button', { name: 'Leave it as it is' }).press('Enter');
    await page.getByRole('heading', { name: 'Save this filter' }).waitFor();
    await page.getByRole('button', { name: 'Delete “New”' }).press('Enter');
    await page.getByRole('button', { name: 'Really delete “New”' }).press('Enter');
    await page.getByText('Deleted “New”.').waitFor();
  });

  it('lets nobody save a search without a key, and says what is needed', async () => {
    const page = await open('#/sentences');
    await page.locator('summary', { hasText: 'Saved searches' }).click();
    await page.getByText('This needs an admin’s key.').waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  });

  it('says that the store is silent, keeps what it shows, and goes on by itself', async () => {
    const page = await open('#/articles');
    await page.locator('.articles tbody tr').first().waitFor();
    await page.route('**/v1/**', (route) => route.abort());
    await page.getByText('The store has not answered since').waitFor();
    expect(await page.locator('.articles tbody tr').count()).toBe(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.unroute('**/v1/**');
    await page.getByText('The store has not answered since').waitFor({ state: 'detached' });
    complaints = complaints.filter((complaint) => !isOfBrowser(complaint));
  });

  it('asks for nothing while it is paused', async () => {
    const page = await openPage(browser, {}, complaints);
    pages.push(page);
    await page.clock.install();
    await page.goto(pipeline.service('store').url);
    await page.locator('.latest li').first().waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.clock.runFor(10_000);
    expect(asked.length).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Paused' }).waitFor();
    asked.length = 0;
    await page.clock.runFor(10_000);
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Paused' }).click();
    await page.waitForRequest('**/v1/ledger');
  });

  it('takes a key from the address and out of it, says what it opens, and forgets it', async () => {
    const page = await open(`#key=${ADMIN_KEY}`);
    expect(new URL(page.url()).hash).toBe('#/');
    const bar = page.locator('.top-tools .key');
    await bar.filter({ hasText: 'Admin' }).waitFor();
    await bar.click();
    await page.getByText('As admin you can read everything, feed articles, correct labels and make keys.').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.getByText('Without a key you can read everything.').waitFor();
    expect(await bar.innerText()).toBe('Read-only');
    await page.getByLabel('Your key').fill('no key');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('This is no key.').waitFor();
  });

  it('sends a dead letter again by the keyboard alone, edited, tried and with a reason, and keeps who did it', async () => {
    const page = await openAsAdmin();
    await page.keyboard.press('d');
    await page.getByRole('region', { name: 'Dead letters by reason and day' }).waitFor();
    await page.locator('.letters').getByRole('link', { name: 'JSON_INVALID' }).press('Enter');
    const text = page.getByRole('textbox', { name: 'The value as text, to be edited' });
    await text.press('Control+a');
    await page.keyboard.insertText('{"id":"bad","body":"Troops left the town. Talks began."}');
    await page.getByRole('button', { name: 'Try' }).press('Enter');
    await page.getByText('It would be split into 2 sentences').waitFor();
    await page.getByRole('button', { name: 'Send again …' }).press('Enter');
    await page.locator('dialog[open]').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('a quote was missing');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('by admin: a quote was missing').waitFor();
    expect(await page.getByRole('button', { name: 'Send again …' }).isDisabled()).toBe(true);
    const { deadLettered } = await pipeline.settled(4);
    expect(deadLettered).toBe(0);
    expect((await pipeline.get<Article>('/v1/articles/bad')).sentences).toHaveLength(2);
  });

  it('tells of a letter that Kafka refused, and not that it waits', async () => {
    const at = '2026-01-31T10:00:00.000Z';
    const because = { code: 'SCHEMA_INVALID', message: 'no body', stage: null, serviceVersion: null };
    const failed = { partition: null, offset: null, at: '2026-01-31T10:02:00.000Z' };
    const replays = [{ attempt: 1, edited: true, because, requestedAt: at, publishedAt: null, failed }];
    const acts = [{ act: 'replayed', attempt: 1, edited: true, by: 'ops', reason: 'mended', at }];
    const refused = { code: 'KAFKA_REFUSED', message: HOSTILE[0], status: 'open', replays, acts };
    const page = await openPage(browser, {}, complaints);
    pages.push(page);
    await page.route('**/v1/dead-letters/*/*/*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        json: { ...((await answer.json()) as object), ...refused, at: '2026-01-31T09:00:00.000Z' },
      });
    });
    await page.goto(`${pipeline.service('store').url}/${BAD}`);
    await page.getByRole('heading', { name: 'KAFKA_REFUSED' }).waitFor();
    expect(
      (await page.locator('.letter-history li').allInnerTexts()).map((line) => line.replace(/^.*?:\d\d\s+/, '')),
    ).toEqual([
      `Refused by Kafka itself: KAFKA_REFUSED, ${HOSTILE[0]}`,
      'Sent again, edited, attempt 1 by ops: mended',
      'Rejected: SCHEMA_INVALID, no body',
    ]);
    expect(await page.getByText('Kafka does not answer').count()).toBe(0);
    expect(await flawsOf(page)).toEqual([]);
  });

  it('lets nobody act without a key, and says what is needed', async () => {
    const page = await open(BAD);
    await page.getByText('Whoever is an admin may do this').waitFor();
    expect(await page.getByRole('button', { name: 'Discard …' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Enter a key' }).click();
    await page.locator('dialog[open]').waitFor();
  });

  it('labels a text that is pasted, sentence by sentence', async () => {
    const page = await openAsAdmin();
    await page.keyboard.press('v');
    await page.getByRole('textbox', { name: 'Text' }).fill('Rebels shelled the market. The envoy called for talks.');
    await page.getByRole('button', { name: 'Label it' }).click();
    await page.getByText(/^2 sentences labelled in/).waitFor();
    expect(await page.locator('.paste-sentences li').count()).toBe(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Read it as an article' }).click();
    await page.locator('.printed').first().waitFor();
  });

  it('says of a text that is rejected why, and where it is kept', async () => {
    const page = await openAsAdmin();
    await page.keyboard.press('v');
    await page.getByRole('textbox', { name: 'Text' }).fill('<html><body><script>nothing</script></body></html>');
    await page.getByRole('button', { name: 'Label it' }).click();
    await page.getByText('None: it was rejected.').waitFor();
    await page.getByText('Send the text of the article as its body.').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'among the dead letters' }).press('Enter');
    await page.getByRole('heading', { name: 'NO_SENTENCES' }).waitFor();
  });

  it('is at most 250 kB to load, packed as it is sent', async () => {
    const folder = join(import.meta.dirname, '../../apps/dashboard/dist');
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => gzipSync(await readFile(join(parentPath, name))).length),
    );
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(250_000);
  });
});
