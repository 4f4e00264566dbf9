// SPDX-License-Identifier: Apache-2.0
// The built program over the published cases, and Debian's Chromium to look at it with.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fromWeb = createRequire(new URL('../../web/package.json', import.meta.url));
/** @type {import('playwright-core')} */
const { chromium } = fromWeb('playwright-core');
const axeSource = readFileSync(fromWeb.resolve('axe-core/axe.min.js'), 'utf8');

export const root = fileURLToPath(new URL('../../', import.meta.url));
const screenshots = join(root, 'build', 'screenshots');
const casesFolder = join(root, 'examples', 'cases');
export const caseIds = readdirSync(casesFolder).filter((name) => name.endsWith('.toml')).map((name) => name.slice(0, -5)).sort();

/** Starts the program with the published cases in a folder of its own. */
export async function startProgram() {
  const program = process.env.LOSSA;
  if (!program) throw new Error('set LOSSA to the path of the built program');
  const data = mkdtempSync(join(tmpdir(), 'lossa-pages-'));
  const files = caseIds.map((id) => join(casesFolder, `${id}.toml`));
  const imported = spawnSync(program, ['import', '--data', data, ...files], { encoding: 'utf8' });
  if (imported.status !== 0) throw new Error(`import failed: ${imported.stderr}`);
  const server = spawn(program, ['serve', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    server.once('exit', (code) => reject(new Error(`the program ended with ${code}`)));
  });
  return {
    /** @type {string} without the last slash */
    address: String(address).replace(/\/$/, ''),
    /** Asks it to stop and gives its exit status. */
    stop: async () => {
      server.kill('SIGTERM');
      const status = await ended;
      rmSync(data, { recursive: true, force: true });
      return status;
    },
  };
}

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/**
 * A page that reports everything the browser complains of: errors, refused content, failed requests.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'sv-SE', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  return { page, context, complaints };
}

/**
 * What axe finds against WCAG 2.2 A and AA and its own best practices, one line each.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function accessibilityFaults(page) {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    // @ts-ignore axe comes from its own source
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap((/** @type {any} */ violation) =>
      violation.nodes.map((/** @type {any} */ node) => `${violation.id}: ${node.target} ${node.failureSummary}`));
  });
}

/**
 * Opens what is folded, so that nothing hides from the eye or from axe.
 * @param {import('playwright-core').Page} page
 */
export function unfold(page) {
  return page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function keepPicture(page, name, fullPage = true) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage });
}
