// Builds the page's one script and one style into data/publish, where the C++ build embeds them.
// usage: node build.mjs [--check]      --check: fails where the committed files differ, or the budget is passed
import {build} from 'esbuild';
import {readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {outline} from './outline.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../data/publish');
const kBudget = 180_000;  // bytes of script and style, minified

const map = {
  name: 'outline',
  setup(b) {
    b.onResolve({filter: /^outline$/}, () => ({path: 'outline', namespace: 'outline'}));
    b.onLoad({filter: /.*/, namespace: 'outline'}, () => ({contents: JSON.stringify(outline()), loader: 'json'}));
  },
};
const result = await build({
  absWorkingDir: here,
  entryPoints: {app: 'src/main.tsx'},
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome105', 'firefox128', 'safari17'],
  charset: 'ascii',  // no letter of any script in it: it stands in pages, and C++ embeds it
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  plugins: [map],
  write: false,
  logLevel: 'warning',
});
let bytes = 0, stale = 0;
for (const file of result.outputFiles) {
  bytes += file.contents.length;
  if (file.text.includes('</script')) throw new Error('the script would end its own element');
  if (process.argv.includes('--check')) {
    const committed = await readFile(file.path, 'utf8').catch(() => '');
    if (committed !== file.text) { console.error(`${file.path} is not what ui/ builds: run npm run build in ui/`); stale = 1; }
  } else {
    await writeFile(file.path, file.contents);
  }
}
console.log(`${bytes} bytes minified, budget ${kBudget}`);
process.exitCode = stale || (bytes > kBudget ? 1 : 0);
