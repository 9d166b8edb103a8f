// The service as a person works with it, in both languages: add files, find a story, read a statement's words, compare,
// correct a figure, see it in the export and after everything was read again. axe on every page.
// usage: TAWATUR=path node flow_test.js      TAWATUR_SHOTS=DIR keeps screenshots
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const {spawn, spawnSync} = require('child_process');
const {chromium} = require('playwright-core');
const {leaks} = require('./leaks.js');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const tawatur = process.env.TAWATUR;
const shots = process.env.TAWATUR_SHOTS;
const samples = path.resolve(__dirname, '../../samples');
const browserPath = process.env.CHROMIUM || ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(p => fs.existsSync(p));
let passed = 0, failed = 0;
const check = (name, ok, got) => {
  ok ? ++passed : ++failed;
  if (!ok) console.log(`FAILED ${name}: ${String(JSON.stringify(got)).slice(0, 700)}`);
};
const kSizes = [['desktop', {width: 1280, height: 900}], ['phone', {width: 390, height: 844}]];

function serve(db, ...more) {
  return new Promise((resolve, reject) => {
    const process_ = spawn(tawatur, ['serve', '-C', db, '--port', '0', ...more]);
    let said = '';
    process_.stderr.on('data', d => {
      said += d;
      const at = /(http:\/\/127\.0\.0\.1:\d+)\/(#token=\S+)?/.exec(said);
      if (at) resolve({process_, base: at[1], token: at[2] || ''});
    });
    process_.on('exit', code => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
}
const stop = server => new Promise(done => { server.process_.removeAllListeners('exit'); server.process_.on('exit', done); server.process_.kill('SIGINT'); });

async function open(browser, server, where, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  page.trouble = [];
  page.on('console', m => { if (m.type() === 'error') page.trouble.push(m.text()); });
  page.on('pageerror', e => page.trouble.push(String(e)));
  page.on('request', r => { if (!r.url().startsWith(server.base) && !r.url().startsWith('data:')) page.trouble.push('request ' + r.url()); });
  await page.goto(server.base + where);
  return page;
}
async function audit(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  check(`${name}: axe finds nothing`, result.violations.length === 0,
    result.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), (v.nodes[0].any[0] || v.nodes[0].all[0] || {}).message]));
  const mixed = await page.evaluate(() => document.documentElement.lang) === 'ar' ? await leaks(page) : [];
  check(`${name}: no English word in the Arabic page`, mixed.length === 0, mixed);
  const wide = await page.evaluate(() => {
    const w = document.documentElement.clientWidth;
    return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .pane, svg') && !e.closest('.vh, thead, .skip, .lane') && (e.getBoundingClientRect().right > w + 1 || e.getBoundingClientRect().left < -1)).slice(0, 3).map(e => e.outerHTML.slice(0, 120));
  });
  check(`${name}: nothing stands outside the page`, wide.length === 0, wide);
}

// What is highlighted in the open report's text, against the words that the service gives: offsets are bytes there.
async function compareHighlights(page, name) {
  const got = await page.evaluate(async () => {
    const sha = document.querySelector('.text[data-sha]').dataset.sha;
    const f = await (await fetch(`/reports/${sha}.json`)).json();
    const bytes = new TextEncoder().encode(f.report.text);
    const quotes = f.figures.map(x => x.number).map(q => [q.text, new TextDecoder().decode(bytes.slice(q.begin, q.end))]);
    const shown = [...CSS.highlights.get('tw-figure') || []].map(r => r.toString());
    return {quotes, shown};
  });
  check(`${name}: every highlight's text is its quote`, got.shown.length > 0 && got.shown.length === got.quotes.length && got.quotes.every(q => q[0] === q[1]) && got.quotes.every((q, i) => got.shown.includes(q[0])), got);
}

async function flow(browser, lang) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tawatur-flow-'));
  const db = path.join(folder, 'case.db');
  spawnSync(tawatur, ['add', '-q', '-C', db, path.join(samples, 'homs-1-agency.txt')]);
  let server = await serve(db);
  const q = `?lang=${lang}`;
  const say = what => `${lang} ${what}`;

  // Add: drop the other reports of the story.
  let page = await open(browser, server, `/add${q}${server.token}`);
  await audit(page, say('add'));
  const files = fs.readdirSync(samples).filter(f => f.endsWith('.txt') && f !== 'homs-1-agency.txt').map(f => path.join(samples, f));
  await page.setInputFiles('#files', files);
  await page.waitForSelector('a.button[href="/"]', {timeout: 60000});
  const states = await page.$$eval('.uploads li', all => all.map(e => e.innerText));
  check(say('every file was added'), states.length === files.length, states);
  await audit(page, say('add, done'));
  check(say('add: no error, no foreign request'), page.trouble.length === 0, page.trouble);

  // Find: by words of the reports.
  await page.click('a.button[href="/"]');
  await page.waitForSelector('.cards-list .story');
  const all = await page.$$eval('.story', s => s.length);
  await page.fill('#q', '\u0627\u0644\u0643\u0644\u064A\u0629 \u0627\u0644\u062D\u0631\u0628\u064A\u0629');  // the military academy
  await page.keyboard.press('Enter');
  await page.waitForFunction(n => document.querySelectorAll('.story').length < n && document.querySelectorAll('.story').length > 0, all);
  check(say('search narrows the list'), (await page.$$eval('.story', s => s.length)) >= 1 && page.url().includes('q='), page.url());
  await page.waitForSelector('.hits mark');
  const hits = await page.$$eval('.hits mark', m => m.map(e => e.textContent));
  const asked = /\u0643\u0644\u064A|\u062D\u0631\u0628/;  // the stems of both words
  check(say('the words found stand marked in their reports'), hits.length > 0 && hits.every(h => asked.test(h)), hits);
  await audit(page, say('list'));
  await page.fill('#q', 'zzzz');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.lead button');
  await audit(page, say('list, nothing found'));
  await page.click('.lead button');
  await page.waitForFunction(n => document.querySelectorAll('.story').length === n && !location.search.includes('q='), all);
  // What is not there is told in words, to a person.
  const lost = await open(browser, server, `/stories/gone${q}`);
  check(say('a lost address leads back'), await lost.locator('main a[href="/"]').isVisible());
  await audit(lost, say('lost'));
  await lost.context().close();
  await page.fill('#q', '\u0627\u0644\u0643\u0644\u064A\u0629 \u0627\u0644\u062D\u0631\u0628\u064A\u0629');
  await page.keyboard.press('Enter');
  await page.waitForFunction(n => document.querySelectorAll('.story').length < n && document.querySelectorAll('.story').length > 0, all);
  await page.click('.story h2 a');

  // Read: a statement's words in its report.
  await page.waitForSelector('.rowtools button');
  await page.waitForSelector('#map svg');
  const towns = await page.$$eval('#map .town text', all => all.map(e => { const r = e.getBoundingClientRect(); return {x: r.x, y: r.y, right: r.right, bottom: r.bottom, name: e.textContent}; }));
  const over = towns.filter((a, i) => towns.some((b, k) => k > i && a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom));
  check(say('the map shows towns around, none on another'), towns.length > 2 && over.length === 0, [towns.length, over.map(t => t.name)]);
  await audit(page, say('dossier'));
  await page.click('#figures .rowtools button');
  await page.waitForSelector('#figures .rowtools a.button');
  const quote = await page.$eval('#figures tr[data-figures] q', e => e.textContent);
  await page.click('#figures .rowtools a.button');
  await page.waitForSelector('.stated li');
  await page.waitForFunction(() => CSS.highlights.get('tw-focus'));
  const focus = await page.evaluate(() => [...CSS.highlights.get('tw-focus')].map(r => r.toString()).join(''));
  const flat = s => s.replace(/[\s\u00AB\u00BB]+/g, ' ').trim();
  check(say('the highlighted range is the quote'), flat(focus) === flat(quote), [focus, quote]);
  await compareHighlights(page, say('reader'));
  for (const layer of await page.$$('.toggles input')) if (!await layer.isChecked()) await layer.check();
  await audit(page, say('reader'));

  // Correct: a figure, by its form.
  const before = await page.evaluate(async () => (f => f.find(x => x.modality === 'exact') || f[0])((await (await fetch(`/reports/${document.querySelector('.text[data-sha]').dataset.sha}.json`)).json()).figures.filter(f => f.low !== null)));
  const item = page.locator('.stated li', {hasText: before.evidence.text.trim().slice(0, 30)}).first();
  page.on('dialog', d => d.accept('Lina'));
  await item.getByRole('button', {expanded: false}).click();
  await item.locator('input[name=low]').fill('77');
  await item.locator('input[name=high]').fill('77');
  await audit(page, say('correction'));
  await item.locator('.correction [type=submit]').click();
  await page.waitForSelector('.v-corrected');
  check(say('reader: no error'), page.trouble.length === 0, page.trouble);
  const id = await page.evaluate(async () => (await (await fetch('/review/log.json')).json()).rows.map(r => [r.id, r.who, r.action]));
  check(say('the log says who corrected what'), id.length === 1 && id[0][1] === 'Lina' && id[0][2] === 'correct', id);
  const exported = async base => {
    const stories = (await (await fetch(`${base}/stories.json?_size=1000`)).json()).rows;
    for (const s of stories) {
      const table = await (await fetch(`${base}/stories/${s.id}/figures.csv`)).text();
      if (table.split('\n').some(line => line.includes(id[0][0]) && line.includes(',77,'))) return true;
    }
    return false;
  };
  check(say('the export has the correction'), await exported(server.base), id);

  // Compare: reports side by side.
  const story = (await (await fetch(`${server.base}/stories.json?class=drone_strike`)).json()).rows[0];
  await page.goto(`${server.base}/stories/${story.id}${q}`);
  await page.waitForSelector('#compare a.button[href]');
  await page.click('#compare a.button[href]');
  await page.waitForSelector('.panes article:nth-child(2) .pane p');
  check(say('copied text is greyed'), await page.evaluate(() => document.querySelectorAll('.pane .copied').length >= 0 && document.querySelectorAll('.panes article').length === 2));
  await page.keyboard.press('j');
  await page.waitForFunction(() => CSS.highlights.get('tw-focus'));
  check(say('j goes to a figure'), await page.evaluate(() => [...CSS.highlights.get('tw-focus')].length >= 1));
  await audit(page, say('compare'));

  // Review by keyboard.
  await page.goto(`${server.base}/review${q}`);
  await page.waitForSelector('.screen h2');
  await page.fill('#who', 'Lina');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('a');
  // The next statement may stand in the same sentence, so it is the log that tells when the decision is made.
  await page.waitForFunction(async () => (await (await fetch('/review/log.json')).json()).rows.length === 2);
  await page.keyboard.press('?');
  await audit(page, say('review'));
  const log = await (await fetch(`${server.base}/review/log.json`)).json();
  check(say('the keyboard decides'), log.rows.length === 2 && log.rows[1].action === 'accept', log.rows.length);
  check(say('no error on the way'), page.trouble.length === 0, page.trouble);
  if (shots) await takeShots(browser, server, lang, story.id);
  await page.context().close();

  // Everything read again: the decision stays.
  await stop(server);
  server = await serve(db);
  check(say('the correction stands after everything was read again'), await exported(server.base));
  const run = JSON.parse(spawnSync(tawatur, ['run', '-q', '--json', '-C', db], {maxBuffer: 1 << 28}).stdout);
  check(say('and in tawatur run'), JSON.stringify(run).includes('"low":77'));
  // Without script the tables stand.
  const plain = await browser.newContext({javaScriptEnabled: false});
  const bare = await plain.newPage();
  await bare.goto(`${server.base}/stories/${story.id}`);
  check(say('without script the tables stand'), await bare.locator('table.grid').first().isVisible());
  await bare.goto(server.base);
  check(say('without script the list stands'), (await bare.locator('ol.stories li').count()) > 3);
  await plain.close();
  // Without the token it is a page to read.
  const reader = await open(browser, server, `/review${q}`);
  await reader.waitForSelector('.screen button');
  check(say('without the token one cannot decide'), await reader.locator('.big-actions button').first().isDisabled());
  await reader.context().close();
  await stop(server);
  fs.rmSync(folder, {recursive: true});
}

async function takeShots(browser, server, lang, story) {
  const dossier = await (await fetch(`${server.base}/stories/${story}.json`)).json();
  const sha = dossier.reports.map(r => r.sha256);
  const pages = {list: '/', dossier: `/stories/${story}`, reader: `/reports/${sha[0]}`, compare: `/stories/${story}/compare?r=${sha.slice(0, 3).join()}`, review: '/review', add: '/add'};
  for (const [size, viewport] of kSizes) {
    for (const colorScheme of ['light', 'dark']) {
      for (const [name, where] of Object.entries(pages)) {
        const page = await open(browser, server, `${where}${where.includes('?') ? '&' : '?'}lang=${lang}${server.token}`, {viewport, colorScheme});
        await page.waitForTimeout(400);
        await audit(page, `${name} ${lang} ${size} ${colorScheme}`);
        await page.screenshot({path: path.join(shots, `${name}-${lang}-${size}-${colorScheme}.png`), fullPage: true});
        await page.context().close();
      }
    }
  }
}

async function main() {
  const browser = await chromium.launch({executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu']});
  for (const lang of ['ar', 'en']) await flow(browser, lang);
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
main().catch(e => { console.error(e); process.exit(1); });
