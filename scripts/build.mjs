// Astro first (it empties dist/), then the hub's bundle, then the agent with its checksum.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

mkdirSync('dist/agent', { recursive: true });
const agent = 'dist/agent/porchlight-agent.mjs';
await build({
  entryPoints: ['agent/main.ts'],
  outfile: agent,
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'esm',
  define,
  minify: true,
  logLevel: 'warning',
});
const checksum = createHash('sha256').update(readFileSync(agent)).digest('hex');
writeFileSync(`${agent}.sha256`, `${checksum}  porchlight-agent.mjs\n`);
