import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';

const contentSecurityPolicy = {
  directives: [
    "default-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ],
};

/** Preact with our renderer, which takes every component for its own. */
function preactAlone() {
  const integration = preact();
  const setUp = integration.hooks['astro:config:setup'];
  const serverEntrypoint = fileURLToPath(new URL('src/layouts/preact-renderer.ts', import.meta.url));
  integration.hooks['astro:config:setup'] = (options) =>
    setUp?.({
      ...options,
      addRenderer: (renderer) => options.addRenderer({ ...renderer, serverEntrypoint }),
    });
  return integration;
}

export default defineConfig({
  output: 'server',
  outDir: './dist',
  adapter: node({ mode: 'standalone' }),
  integrations: [preactAlone()],
  session: false,
  // Into the hub's own log: as JSON, and without one-time tokens.
  logger: { entrypoint: './src/page-log.ts' },
  // Nothing here is highlighted, and its inline styles would break the content security policy.
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never' },
  security: { csp: contentSecurityPolicy },
  vite: {
    build: { assetsInlineLimit: 0 },
    ssr: {
      // Unbundled packages cost more than twice the memory; native ones cannot be bundled.
      noExternal: true,
      external: ['libsql', '@libsql/client'],
    },
  },
});
