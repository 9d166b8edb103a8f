// The page's switches. Everything is readable without them; nothing is fetched, nothing is sent.
(function () {
  'use strict';
  var root = document.documentElement;
  var store = function (key, value) {
    try {
      if (value === undefined) return localStorage.getItem('tawatur-' + key);
      localStorage.setItem('tawatur-' + key, value);
    } catch (e) { /* a page from a file may have no storage */ }
    return null;
  };
  var each = function (selector, f) { Array.prototype.forEach.call(document.querySelectorAll(selector), f); };
  var arabic = '\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669';
  var turn = function (s, digits) {
    return digits === 'arab'
      ? s.replace(/(\d),(?=\d{3})/g, '$1\u066C').replace(/%/g, '\u066A').replace(/\d/g, function (d) { return arabic[d]; })
      : s.replace(/[\u0660-\u0669]/g, function (d) { return arabic.indexOf(d); }).replace(/\u066C/g, ',').replace(/\u066A/g, '%');
  };
  var setDigits = function (digits) {
    root.dataset.digits = digits;
    each('.n', function (n) {
      // Only our own numbers carry this class; a quotation inside keeps its digits.
      var walk = document.createTreeWalker(n, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        if (!walk.currentNode.parentNode.closest('q')) walk.currentNode.data = turn(walk.currentNode.data, digits);
      }
    });
    var sample = document.querySelector('#digits .sample');
    if (sample) sample.textContent = turn('123', digits === 'arab' ? 'latn' : 'arab');
    document.getElementById('digits').setAttribute('aria-pressed', String(digits === 'arab'));
    store('digits', digits);
  };
  var setLang = function (lang) {
    root.lang = lang;
    root.dir = lang === 'ar' ? 'rtl' : 'ltr';
    each('[data-ar]', function (e) {
      var words = e.getAttribute('data-' + lang);
      var at = e.getAttribute('data-at');
      if (at) e.setAttribute(at, words); else e.textContent = words;
    });
    store('lang', lang);
  };
  document.querySelector('.controls').hidden = false;
  document.getElementById('lang').addEventListener('click', function () { setLang(root.lang === 'ar' ? 'en' : 'ar'); });
  document.getElementById('digits').addEventListener('click', function () { setDigits(root.dataset.digits === 'arab' ? 'latn' : 'arab'); });
  var dark = function () { return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches; };
  document.getElementById('theme').addEventListener('click', function () {
    root.dataset.theme = dark() ? 'light' : 'dark';
    store('theme', root.dataset.theme);
  });
  var query = new URLSearchParams(location.search);
  var want = function (key) { return query.get(key) || store(key); };
  if (want('theme') === 'dark' || want('theme') === 'light') root.dataset.theme = want('theme');
  setDigits(want('digits') === 'arab' ? 'arab' : 'latn');
  setLang(want('lang') === 'en' ? 'en' : 'ar');
  // A link into something folded opens it.
  var reveal = function () {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    for (var d = target.closest('details'); d; d = d.parentNode.closest('details')) d.open = true;
    if (target.tagName === 'DETAILS') target.open = true;
    target.scrollIntoView({block: 'center'});
  };
  addEventListener('hashchange', reveal);
  reveal();
  // Paper cannot unfold anything.
  var closed = [];
  addEventListener('beforeprint', function () {
    each('details:not([open])', function (d) { closed.push(d); d.open = true; });
  });
  addEventListener('afterprint', function () {
    closed.forEach(function (d) { d.open = false; });
    closed = [];
  });
})();
