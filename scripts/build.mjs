// Astro first (it empties dist/), then the hub's bundle, then the agent with its installer.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
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

await buildPages({ logLevel: 'warn' });

await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.mjs',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: ['libsql', '@libsql/*', './server/entry.mjs'],
  define,
  banner,
  minifySyntax: true,
  logLevel: 'warning',
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
