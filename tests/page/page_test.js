// The dossier page in a real browser: both languages, desktop and phone, light and dark, without script, printed.
// usage: node page_test.js DIR      DIR holds story.html, public.html, index.html; TAWATUR_SHOTS=DIR keeps screenshots
'use strict';
const fs = require('fs');
const path = require('path');
const {chromium} = require('playwright-core');
const {leaks} = require('./leaks.js');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const dir = process.argv[2];
const shots = process.env.TAWATUR_SHOTS;
const browserPath = process.env.CHROMIUM || ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(p => fs.existsSync(p));
let passed = 0, failed = 0;
const check = (name, ok, got) => {
  ok ? ++passed : ++failed;
  if (!ok) console.log(`FAILED ${name}: ${JSON.stringify(got).slice(0, 900)}`);
};

async function open(browser, file, options, query = '') {
  const context = await browser.newContext({bypassCSP: false, ...options});
  const page = await context.newPage();
  const trouble = [];
  page.on('console', m => { if (m.type() === 'error') trouble.push(m.text()); });
  page.on('pageerror', e => trouble.push(String(e)));
  page.on('request', r => { if (!r.url().startsWith('file:')) trouble.push('request ' + r.url()); });
  await page.goto('file://' + path.resolve(dir, file) + query);
  return {page, context, trouble};
}

async function audit(page, name) {
  // evaluate() runs outside the page's own policy, so axe needs no exception in it.
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  check(`${name}: axe finds nothing`, result.violations.length === 0,
    result.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), (v.nodes[0].any[0] || v.nodes[0].all[0] || {}).message]));
}

async function main() {
  const browser = await chromium.launch({executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu']});
  for (const file of ['story.html', 'public.html', 'index.html']) {
    for (const lang of ['ar', 'en']) {
      for (const [size, viewport] of [['desktop', {width: 1280, height: 900}], ['phone', {width: 390, height: 844}]]) {
        for (const colorScheme of ['light', 'dark']) {
          const name = `${file} ${lang} ${size} ${colorScheme}`;
          const {page, context, trouble} = await open(browser, file, {viewport, colorScheme}, `?lang=${lang}`);
          check(`${name}: language and direction turn together`, await page.evaluate(l => document.documentElement.lang === l && document.documentElement.dir === (l === 'ar' ? 'rtl' : 'ltr'), lang));
          const wide = await page.evaluate(() => {
            const w = document.documentElement.clientWidth;
            return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && !e.closest('.vh, thead, .skip, .lane') && (e.getBoundingClientRect().right > w + 1 || e.getBoundingClientRect().left < -1)).slice(0, 3).map(e => e.outerHTML.slice(0, 120));
          });
          check(`${name}: nothing stands outside the page`, wide.length === 0, wide);
          const on = await page.evaluate(() => [...document.querySelectorAll('.timeline .what')].filter(w => {
            const a = w.querySelector('.sn').getBoundingClientRect(), b = w.querySelector('.cut').getBoundingClientRect();
            return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          }).length);
          check(`${name}: no number stands on the words of the timeline`, on === 0, on);
          const other = await page.evaluate(l => [...document.querySelectorAll(l === 'ar' ? '.en' : '.ar')].filter(e => e.getClientRects().length).length, lang);
          check(`${name}: only its own language shows`, other === 0, other);
          const mixed = lang === 'ar' ? await leaks(page) : [];
          check(`${name}: no English word in the Arabic page`, mixed.length === 0, mixed);
          await audit(page, name);
          check(`${name}: no error and no request`, trouble.length === 0, trouble);
          if (shots) await page.screenshot({path: path.join(shots, name.replace(/[ .]/g, '-') + '.png'), fullPage: true});
          await context.close();
        }
      }
    }
  }

  const {page, context} = await open(browser, 'story.html', {viewport: {width: 1280, height: 900}});
  const dead = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length);
  check('every link has its target', dead === 0, dead);
  const twice = await page.evaluate(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((x, i) => ids.indexOf(x) !== i); });
  check('every id stands once', twice.length === 0, twice);
  const apart = await page.evaluate(() => [...document.querySelectorAll('.q')].filter(q => {
    const target = document.getElementById(q.querySelector('a.src').getAttribute('href').slice(1));
    const clean = s => s.replace(/\s+/g, ' ').trim();
    const all = clean([...target.closest('.text').querySelectorAll('p')].map(p => [...p.childNodes].filter(n => !(n.classList && n.classList.contains('back'))).map(n => n.textContent).join('')).join(' '));
    return !all.includes(clean(q.querySelector('q').textContent));
  }).length);
  check('every quotation stands in its report word for word', apart === 0, apart);
  const padded = await page.evaluate(() => [...document.querySelectorAll('mark')].filter(m => { const s = getComputedStyle(m); return s.padding !== '0px' || s.margin !== '0px'; }).length);
  check('marks have no padding and no margin', padded === 0, padded);
  const quotes = () => page.evaluate(() => [...document.querySelectorAll('q')].map(q => q.textContent).join('|'));
  const before = await quotes();
  await page.click('#digits');
  check('the digits switch turns our numbers', await page.evaluate(() => /[\u0660-\u0669]/.test(document.querySelector('.big').innerText)));
  check('and leaves quotations alone', before === await quotes());
  await page.click('#lang');
  check('the language switch works', await page.evaluate(() => document.documentElement.lang === 'en' && document.title === document.querySelector('title').dataset.en));
  const range = await page.evaluate(() => [...document.querySelectorAll('.big .ar, td.num .ar')].map(e => e.innerText).join(' '));
  check('a range in Arabic is said by a word, which no direction turns', !/\d\s*[\u2013-]\s*\d/.test(range), range);
  // What stands folded is on paper; what stands there anyhow is not printed twice.
  await page.emulateMedia({media: 'print'});
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const paper = await page.evaluate(() => ({
    shut: [...document.querySelectorAll('details:not([open])')].filter(d => !d.closest('.timeline, .event')).length,
    twice: document.querySelectorAll('.timeline details[open]').length,
    cut: [...document.querySelectorAll('table')].filter(t => t.scrollWidth > t.parentElement.clientWidth + 1 || [...t.querySelectorAll('td,th')].some(c => c.scrollWidth > c.clientWidth + 2)).length,
  }));
  check('paper shows what is folded, once, and cuts no table', paper.shut === 0 && paper.twice === 0 && paper.cut === 0, paper);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  const pdf = await page.pdf({format: 'A4'});
  check('it prints', pdf.length > 10000, pdf.length);
  if (shots) fs.writeFileSync(path.join(shots, 'story.pdf'), pdf);
  await context.close();

  const plain = await open(browser, 'story.html', {javaScriptEnabled: false, viewport: {width: 1280, height: 900}});
  check('without script the Arabic tables stand', await plain.page.locator('table.grid >> nth=0').isVisible() && !(await plain.page.locator('.controls').isVisible()));
  await plain.context.close();
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

main().catch(e => { console.error(e); process.exit(1); });
