// Astro first (it empties dist/), then the hub's bundle, then the agent with its installer.
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { build as buildPages } from 'astro';
import { build } from 'esbuild';

process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.env.NODE_ENV = 'production';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const define = { PORCHLIGHT_VERSION: JSON.stringify(version) };
// Some dependencies are CommonJS and call require() for Node's own modules.
const banner = {
  js: "import { createRequire as _cr } from 'node:module'; const require = _cr(import.meta.url);",
};

/**
 * A running process keeps its source in memory: without blanks and comments it is half as long, and one character that is
 * not ASCII, even in a comment, doubles it. Names stay, and lines short enough for a stack trace to be read.
 */
const lean = {
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 160,
  charset: 'ascii',
  legalComments: 'external',
  logLevel: 'warning',
};

await buildPages({ logLevel: 'warn' });
await build({
  ...lean,
  entryPoints: globSync('dist/server/**/*.mjs'),
  outdir: 'dist/server',
  allowOverwrite: true,
  // Our renderer is Preact's with one part in place of its own.
  logOverride: { 'duplicate-object-key': 'silent' },
});

await build({
  ...lean,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  // What is imported when it is first needed stays out of memory until then.
  splitting: true,
  external: ['libsql', '@libsql/*', './server/entry.mjs'],
  define,
  banner,
});
cpSync('db/migrations', 'dist/migrations', { recursive: true });
cpSync('src/api-docs', 'dist/api-docs', { recursive: true });
for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
  cpSync(`node_modules/swagger-ui-dist/${file}`, `dist/api-docs/${file}`);
}

await build({
  entryPoints: ['agent/main.ts'],
  outfile: 'dist/agent/porchlight-agent.mjs',
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'esm',
  define,
  minify: true,
  logLevel: 'warning',
});
// One file to download: the units stand in the installer.
const installer = readFileSync('agent/install.sh', 'utf8').replaceAll(/^@(units\/.+)@\n/gm, (_, unit) =>
  readFileSync(`agent/${unit}`, 'utf8'),
);
writeFileSync('dist/agent/install.sh', installer);
