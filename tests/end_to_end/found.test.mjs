// SPDX-License-Identifier: Apache-2.0
// The list of those who should be looked at, as a page of its own: made of the example's two tables, and of a synthetic hospital.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { accessibilityFaults, keepPicture, openPage, root, startBrowser } from './world.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
const folder = mkdtempSync(join(tmpdir(), 'lossa-found-'));

/** @param {string[]} words */
function run(words) {
  const program = process.env.LOSSA;
  assert.ok(program, 'set LOSSA to the path of the built program');
  const made = spawnSync(program, words, { encoding: 'utf8' });
  assert.ok(made.status === 0 || made.status === 1, made.stderr);  // 1: faults in the data
}

/** @param {string} name @param {string} language @param {string[]} source */
function listOf(name, language, source) {
  const file = join(folder, `${name}-${language}.html`);
  run(['find', ...source, '--unit', 'Infektionskliniken', '--mandate', 'prov på påhittade personer', '--telephone', '046-00 00 00',
    '--at', '2026-11-28', '--lang', language, '--html', '--out', file]);
  return pathToFileURL(file).href;
}

/** @param {string} name */
const example = (name) => join(root, 'examples/find', name);
const tables = ['--cultures', example('cultures.csv'), '--devices', example('devices.csv'), '--mapping', example('mapping.toml')];
const hospital = join(folder, 'hospital');

before(async () => {
  run(['synthesise', '--people', '2000', '--seed', '4', '--out', hospital]);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const language of ['sv', 'en'])
  for (const [name, source] of /** @type {[string, string[]][]} */ ([['tables', tables], ['hospital', [join(hospital, 'export')]]]))
    test(`the list of ${name} says for whom, by whose mandate and whom to ring, on a screen, a phone and paper (${language})`, async () => {
      const { page, context, complaints } = await openPage(browser);
      await page.goto(listOf(name, language, source));
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      assert.match(await page.locator('main').innerText(), /Infektionskliniken[\s\S]*prov på påhittade personer/);
      const rows = page.locator('.row');
      const count = await rows.count();
      assert.ok(count > 0);
      for (let i = 0; i < count; ++i) {
        assert.match(await rows.nth(i).locator('.phone').innerText(), /046-00 00 00/);
        assert.ok((await rows.nth(i).locator('dd code').count()) > 0, 'every row names file and line');
      }
      assert.deepEqual(await accessibilityFaults(page), []);
      await keepPicture(page, `found-${name}-${language}`, name === 'tables');
      const pdf = await page.pdf({ path: join(root, `build/screenshots/found-${name}-${language}.pdf`), format: 'A4' });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      await page.setViewportSize({ width: 375, height: 812 });
      const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(needed <= given, `${needed} pixels wide`);
      await keepPicture(page, `found-${name}-${language}-phone`, false);
      assert.deepEqual(complaints, []);
      await context.close();
    });
