import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import type { Portal } from './portal.ts';

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Window {
  readonly page: Page;
  /** What a page complained about, and whom it asked beside us. */
  readonly complaints: string[];
  close(): Promise<void>;
}

interface Wishes {
  readonly width?: number;
  readonly script?: boolean;
  readonly dark?: boolean;
  /** An empty cookie jar is shared by nobody unless it is given. */
  readonly cookie?: string;
}

/** A fresh window on the portal. It writes down every error, refusal and request to somebody else. */
export async function openWindow(portal: Portal, wishes: Wishes = {}): Promise<Window> {
  const { width = 1280, script = true, dark = false, cookie } = wishes;
  const browser = await openBrowser();
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: width < 500 ? 800 : 900 },
    javaScriptEnabled: script,
    colorScheme: dark ? 'dark' : 'light',
    locale: 'de-DE',
    reducedMotion: 'reduce',
  });
  if (cookie !== undefined) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: portal.url }]);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  const own = new URL(portal.url).host;
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A page that is refused with 404 or 422 is written there too, and is meant to be.
    const isStatus = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isStatus) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol !== 'data:' && host !== own) complaints.push(`asked ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Who goes on before a page has all its letters breaks off the rest, and that is no fault.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    complaints.push(`failed: ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds under WCAG 2.2 AA and its own best practices, each with where it is. */
export async function listViolations(page: Page, where: string, only = RULES): Promise<string[]> {
  // Evaluated by the browser's tools, so that the page's own policy stays as it is.
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(await axe);
  const options = JSON.stringify({ resultTypes: ['violations'], runOnly: only });
  const found = await page.evaluate<Found[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return found.map(
    ({ id, nodes }) =>
      `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

/** What sticks out to the side, so that one would have to scroll there. */
export async function listSideways(page: Page, where: string): Promise<string[]> {
  const culprits = await page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return ['page', ...[...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => element.outerHTML.slice(0, 120))].slice(0, 4);
  })()`);
  return culprits.length === 0 ? [] : [`${where} is too wide: ${culprits.join(' | ')}`];
}
