// Writes a public page as plain files, for a host that outlives the hub.
//   npm run export:status -- --out FOLDER [--page SLUG] [--url ADDRESS OF THE COPY]
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

/** What the last run has written: what the page has no more must not stay there as it was. */
const LIST = '.porchlight-files.json';
const PATIENCE_MS = 30_000;
const USAGE = 'npm run export:status -- --out FOLDER [--page SLUG] [--url ADDRESS OF THE COPY]';

function fail(message) {
  console.error(`${message}\n${USAGE}`);
  process.exit(1);
}

function readArguments() {
  try {
    const options = { out: { type: 'string' }, page: { type: 'string' }, url: { type: 'string' } };
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(error.message);
  }
}

const { out, page, url } = readArguments();
const hub = process.env.PORCHLIGHT_URL ?? `http://localhost:${process.env.PORT ?? 8080}`;
const key = process.env.PORCHLIGHT_API_KEY;
if (!out) fail('Say where to: --out FOLDER');
if (!key) fail('PORCHLIGHT_API_KEY must hold a key with the scope "admin"');

async function ask(path) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answered = await fetch(new URL(path, hub), { headers: { 'X-API-Key': key }, signal }).catch((error) =>
    fail(`The hub at ${hub} does not answer: ${error.cause?.message ?? error.message}`),
  );
  const answer = await answered.json().catch(() => ({}));
  if (!answered.ok) fail(`The hub refused: ${answer.error?.message ?? answered.status}`);
  return answer;
}

function fileAt(path) {
  const file = resolve(out, path);
  return file.startsWith(resolve(out) + sep) ? file : fail(`"${path}" leads out of the folder`);
}

function writtenBefore() {
  try {
    return JSON.parse(readFileSync(fileAt(LIST), 'utf8'));
  } catch {
    return [];
  }
}

/** Whole or not at all: whoever serves the folder never sees half a file. */
function write(path, text) {
  const file = fileAt(path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

const { items } = await ask('/api/v1/status-pages');
const found = items.find(({ slug }) => (slug ?? '') === (page ?? ''));
if (!found) fail(page ? `There is no page "${page}"` : 'There is no page at /status');
const query = url === undefined ? '' : `?base_url=${encodeURIComponent(url)}`;
const { files } = await ask(`/api/v1/status-pages/${found.page_id}/export${query}`);
const paths = files.map(({ path }) => path);
const gone = writtenBefore().filter((path) => !paths.includes(path));
for (const { path, text } of files) write(path, text);
for (const path of gone) rmSync(fileAt(path), { force: true });
write(LIST, JSON.stringify(paths));
console.log(`${files.length} files in ${join(out)}: any host of plain files can serve them`);
