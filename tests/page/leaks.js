// English words that a reader of the Arabic page would see: labels without a translation, words of the contract.
// Data is left out: names, quotations, report texts, paths, hashes; and the few names that are written so everywhere.
'use strict';
const kNames = ['UCDP', 'ACLED', 'GTD', 'SHA', 'HTML', 'JSON', 'CSV', 'GEOJSON', 'Natural', 'Earth', 'English', 'tawatur', 'serve', 'txt'];

exports.leaks = page => page.evaluate(names => {
  const walk = document.createTreeWalker(document.querySelector('body'), NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walk.nextNode()) {
    const node = walk.currentNode, e = node.parentElement;
    if (e.closest('script, style, noscript, bdi, q, kbd, .text, .cut, .context, .pane, .mono, .node, .label, [dir=ltr][lang=en], textarea, title, desc')) continue;
    if (!e.getClientRects().length || getComputedStyle(e).visibility === 'hidden') continue;
    for (const word of node.data.match(/[A-Za-z]{3,}/g) || []) if (!names.includes(word)) found.add(`${word} <${e.tagName.toLowerCase()} class="${e.className}">`);
  }
  return [...found];
}, kNames);
