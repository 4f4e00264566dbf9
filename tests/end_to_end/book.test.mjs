// SPDX-License-Identifier: Apache-2.0
// The book of all that Lossa knows, as a browser and a screen reader meet it: a file without anything beside it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { accessibilityFaults, openPage, startBrowser } from './world.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
const folder = mkdtempSync(join(tmpdir(), 'lossa-book-'));

before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const language of ['en', 'sv'])
  test(`the book in ${language} is accessible, fits a narrow screen and needs no other file`, async () => {
    const file = join(folder, `${language}.html`);
    const program = process.env.LOSSA;
    assert.ok(program, 'set LOSSA to the path of the built program');
    const made = spawnSync(program, ['guideline', 'book', '--lang', language, '--out', file], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    const { page, context, complaints } = await openPage(browser);
    await page.goto(pathToFileURL(file).href);
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.setViewportSize({ width: 360, height: 800 });
    const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(needed <= given, `${needed} pixels wide`);
    assert.deepEqual(complaints, []);
    await context.close();
  });
