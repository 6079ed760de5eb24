import type { Browser } from 'playwright-core';
import { ensureChromium } from '../../scripts/find-chromium.cjs';

// A browser in tests talks to the pages under test and to nobody else: everything it would look up by itself is off.
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  // Loaded here, since most test files get by without a browser and would pay for it all the same.
  const { chromium } = await import('playwright-core');
  const executablePath = await ensureChromium(process.execPath);
  // Chromium refuses to build its sandbox as root, and in most containers cannot build it at all.
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...flags] });
}

/** The one browser of this process, started when it is first asked for. Each test opens its own context in it. */
export function openBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}

/** Done by Mocha at the end; programs that use the browser without Mocha call it themselves. */
export async function closeBrowser(): Promise<void> {
  const open = browser;
  browser = undefined;
  // A browser that never started was reported where it was asked for.
  await open?.then(
    (started) => started.close(),
    () => undefined,
  );
}

export const mochaHooks = { afterAll: closeBrowser };
