// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, caseIds, keepPicture, openPage, root, startBrowser, startProgram, unfold } from './world.mjs';

const wannan = '/cases/wannan-bilateral-pocket-leadless';
/** @type {Awaited<ReturnType<typeof startProgram>>} */
let program;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  program = await startProgram();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  assert.equal(await program?.stop(), 0, 'the program stops cleanly at SIGTERM');
});

/** @param {import('playwright-core').Page} page @param {string} path */
const visit = async (page, path) => page.goto(program.address + path);

test('the worklist shows every case and leads to it', async () => {
  const { page, context, complaints } = await openPage(browser);
  await visit(page, '/');
  assert.equal(await page.locator('.worklist > li').count(), caseIds.length);
  await keepPicture(page, 'worklist-sv');
  await page.locator('.worklist a[href*="wannan"]').click();
  assert.match(page.url(), /\/cases\/wannan/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the case page says the same in both languages, and the choice is kept', async () => {
  const { page, context, complaints } = await openPage(browser);
  await visit(page, wannan);
  assert.equal(await page.locator('html').getAttribute('lang'), 'sv');
  assert.match(await page.locator('.leading').innerText(), /Säker fickinfektion/);
  await keepPicture(page, 'case-sv');
  await page.locator('a.language').click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.match(await page.locator('.leading').innerText(), /Definite pocket infection/);
  await keepPicture(page, 'case-en');
  await visit(page, '/about');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('what came later stands at the end, marked, and is used once the time is chosen', async () => {
  const { page, context } = await openPage(browser, { locale: 'en-GB' });
  await visit(page, wannan);
  assert.ok((await page.locator('.later-box li').count()) > 3);
  await page.locator('.controls > summary').click();
  await page.locator('#at').selectOption('end_of_follow_up');
  await page.locator('.controls button[type=submit]').click();
  assert.match(page.url(), /at=end_of_follow_up/);
  assert.equal(await page.locator('.later-box').count(), 0);
  assert.match(await page.locator('.parts').innerText(), /leadless pacemaker; in place/);
  await keepPicture(page, 'case-later-en');
  await context.close();
});

test('a reading that would change an answer can be applied and taken back', async () => {
  const { page, context } = await openPage(browser, { locale: 'en-GB' });
  await visit(page, wannan);
  await unfold(page);
  const link = page.locator('a.change[href*="pocket_as_major=any_definite_pocket"]').first();
  await link.click();
  assert.match(await page.locator('.controls > summary').innerText(), /other than the default: 1/);
  await page.locator('.controls > summary').click();
  await page.locator('.controls .buttons a').click();
  assert.match(await page.locator('.controls > summary').innerText(), /default readings/);
  await context.close();
});

test('every criterion opens to its evidence, which leads to the entry', async () => {
  const { page, context } = await openPage(browser, { locale: 'en-GB' });
  await visit(page, wannan);
  await unfold(page);
  const evidence = page.locator('.why .evidence a').first();
  const target = await evidence.getAttribute('href');
  await evidence.click();
  assert.equal(await page.locator(`[id="${target?.slice(1)}"]`).count(), 1);
  await keepPicture(page, 'case-open-en', false);
  await context.close();
});

test("a visitor's own file is assessed and not stored, and can be read differently", async () => {
  const { page, context, complaints } = await openPage(browser, { locale: 'en-GB' });
  await visit(page, '/');
  const bytes = readFileSync(join(root, 'examples/cases/cons-icd-pet-tee-negative.toml'), 'utf8');
  const mine = bytes.replace(/^id = ".*"$/m, 'id = "my-own"');
  await page.locator('#file').setInputFiles({ name: 'mine.toml', mimeType: 'text/plain', buffer: Buffer.from(mine) });
  await page.locator('.try button').click();
  assert.match(await page.locator('.hero').innerText(), /not stored/);
  await keepPicture(page, 'own-file-en');
  await page.locator('.controls > summary').click();
  await page.locator('select[name="reading.ehra_2020_infection.cons_sets"]').selectOption('one');
  await page.locator('.controls button[type=submit]').click();
  assert.match(await page.locator('.controls > summary').innerText(), /other than the default: 1/);
  assert.deepEqual(complaints, []);
  const stored = await visit(page, '/cases/my-own');
  assert.equal(stored?.status(), 404);
  await context.close();
});

test('the faults of a file are shown with line and path', async () => {
  const { page, context } = await openPage(browser, { locale: 'en-GB' });
  await visit(page, '/');
  const bad = '[case]\nid = "x"\ntitle.en = "x"\ntitle.sv = "x"\n\n[[entries]]\nkind = "sign"\nwhat = "feever"\n';
  await page.locator('#file').setInputFiles({ name: 'bad.toml', mimeType: 'text/plain', buffer: Buffer.from(bad) });
  await page.locator('.try button').click();
  assert.match(await page.locator('.issues').innerText(), /line 8[\s\S]*entries\[0\][\s\S]*fever/);
  assert.deepEqual(await accessibilityFaults(page), []);
  await keepPicture(page, 'faults-en');
  await context.close();
});

test('guidelines that ask the same stand side by side, with their differences', async () => {
  const { page, context, complaints } = await openPage(browser, { locale: 'en-GB' });
  await visit(page, wannan);
  const table = page.locator('table.compared').first();
  assert.ok((await table.locator('thead th').count()) >= 3);
  assert.match(await table.innerText(), /EHRA|International CIED/);
  assert.match(await table.innerText(), /Duke-ISCVID/);
  assert.match(await table.innerText(), /\d met, \d not known/);
  const [first] = await page.locator('.comparison .difference .badge').allInnerTexts();
  assert.equal(first, 'matters here');
  await table.locator('.asked a').first().click();
  const target = new URL(page.url()).hash.slice(1);
  assert.ok(await page.locator(`[id="${target}"]`).isVisible(), 'the link opens what is folded');
  await page.locator('#compared').scrollIntoViewIfNeeded();
  await keepPicture(page, 'side-by-side-en', false);
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const language of ['sv', 'en']) {
  test(`the holding card is one sheet of paper (${language})`, async () => {
    const { page, context, complaints } = await openPage(browser);
    await visit(page, `${wannan}?lang=${language}`);
    await page.locator('.card-link a').click();
    assert.match(page.url(), /\/card/);
    assert.match(await page.locator('h1').innerText(), language === 'sv' ? /Tills patienten/ : /Until the patient/);
    assert.ok((await page.locator('.card-do li').count()) > 0);
    assert.ok((await page.locator('.card-avoid li').count()) > 0);
    assert.equal(await page.locator('.blanks dd').count(), 2);
    for (const source of await page.locator('.card .source').allInnerTexts()) assert.notEqual(source, '');
    assert.deepEqual(await accessibilityFaults(page), []);
    await keepPicture(page, `card-${language}`);
    const pdf = await page.pdf({ path: join(root, `build/screenshots/card-${language}.pdf`), format: 'A4' });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1, 'one A4 page');
    await page.locator('.overline a').click();
    assert.match(page.url(), new RegExp(wannan));
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('the windows of every source lie on one axis, with the planned end', async () => {
  const { page, context, complaints } = await openPage(browser, { locale: 'en-GB' });
  await visit(page, '/');
  const treated = [
    '[case]', 'id = "treated"', 'title.en = "Pocket infection, treated"', 'title.sv = "Fickinfektion, behandlad"',
    '[[entries]]', 'kind = "sign"', 'what = "purulent_discharge"', 'site = "pocket"', 'present = true', 'at = "2021-03-01"',
    '[[entries]]', 'kind = "culture"', 'specimen = "blood"', 'result = "no_growth"', 'at = "2021-03-01"',
    '[[entries]]', 'kind = "procedure"', 'what = "extraction"', 'done = true', 'at = "2021-03-03"',
    '[[entries]]', 'kind = "treatment"', 'what = "antibiotic"', 'at = "2021-03-03"', 'until = "2021-03-06"',
  ].join('\n');
  await page.locator('#file').setInputFiles({ name: 'treated.toml', mimeType: 'text/plain', buffer: Buffer.from(treated) });
  await page.locator('.try button').click();
  const groups = page.locator('.clock-group.drawn');
  await groups.first().waitFor({ state: 'attached' });  // the click does not wait for the new page
  assert.ok((await page.locator('svg.axis .window').count()) > 0);
  assert.ok((await page.locator('svg.axis path.planned').count()) > 0);
  await unfold(page);
  assert.match(await page.locator('section[aria-labelledby=clocks]').innerText(), /too early|within|too late/);
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.locator('#clocks').scrollIntoViewIfNeeded();
  await keepPicture(page, 'windows-en', false);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('what is not there has its page', async () => {
  const { page, context } = await openPage(browser);
  for (const path of ['/nowhere', '/cases/nobody']) {
    const answer = await visit(page, path);
    assert.equal(answer?.status(), 404);
    assert.deepEqual(await accessibilityFaults(page), []);
  }
  await keepPicture(page, 'not-found-sv');
  await context.close();
});

for (const language of ['sv', 'en']) {
  test(`axe finds no fault on any page (${language})`, async () => {
    const { page, context } = await openPage(browser);
    // A case page with all unfolded has tens of thousands of elements: one a language is enough.
    const whole = language === 'sv' ? wannan : '/cases/mrsa-abandoned-leads-micra';
    const paths = ['/', '/about', whole, `${wannan}/card`];
    for (const path of paths) {
      await visit(page, `${path}?lang=${language}`);
      await unfold(page);
      assert.deepEqual(await accessibilityFaults(page), [], path);
    }
    await context.close();
  });
}

test('axe finds no fault in the dark', async () => {
  const { page, context } = await openPage(browser, { colorScheme: 'dark' });
  for (const path of ['/', wannan]) {
    await visit(page, path);
    assert.deepEqual(await accessibilityFaults(page), [], path);
    await keepPicture(page, path === '/' ? 'worklist-dark' : 'case-dark', false);
  }
  await context.close();
});

test('a phone shows everything without scrolling sideways', async () => {
  const { page, context } = await openPage(browser, { viewport: { width: 375, height: 812 }, deviceScaleFactor: 2 });
  for (const path of ['/', wannan, `${wannan}/card`, '/about']) {
    await visit(page, path);
    await unfold(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${path} is ${overflow} pixels too wide`);
  }
  await visit(page, '/');
  await keepPicture(page, 'worklist-phone', false);
  await visit(page, wannan);
  await keepPicture(page, 'case-phone');
  await context.close();
});

test('the case page prints with everything opened', async () => {
  const { page, context } = await openPage(browser);
  await visit(page, wannan);
  const pdf = await page.pdf({ path: join(root, 'build/screenshots/case.pdf'), format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.how .why').first().isVisible());
  assert.equal(await page.locator('.top nav').isVisible(), false);
  await context.close();
});

test('the keyboard reaches the content, the cases and what is folded', async () => {
  const { page, context } = await openPage(browser);
  await visit(page, '/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#main$/);
  await page.locator('.worklist h2 a').first().focus();
  const outline = await page.evaluate(() => document.activeElement && getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, 'none');
  await page.keyboard.press('Enter');
  await page.locator('.controls > summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.controls').evaluate((details) => /** @type {HTMLDetailsElement} */ (details).open), true);
  await context.close();
});

test('everything works without script', async () => {
  const { page, context } = await openPage(browser, { javaScriptEnabled: false, locale: 'en-GB' });
  await visit(page, '/');
  await page.locator('.worklist a[href*="wannan"]').click();
  await page.locator('.controls > summary').click();
  await page.locator('#at').selectOption('extraction');
  await page.locator('.controls button[type=submit]').click();
  assert.match(page.url(), /at=extraction/);
  assert.match(await page.locator('.hero h1').innerText(), /both sides/);
  await context.close();
});

test('nobody else gets in', async () => {
  const context = await browser.newContext();
  const foreign = await context.request.get(`${program.address}/`, { headers: { Host: 'evil.example' } });
  assert.equal(foreign.status(), 421);
  const crossed = await context.request.post(`${program.address}/assess`, { headers: { Origin: 'http://evil.example' }, data: 'x' });
  assert.equal(crossed.status(), 403);
  await context.close();
});
