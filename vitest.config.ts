import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { PORCHLIGHT_VERSION: JSON.stringify('test') },
  test: {
    // Most of what takes long waits for another process: one would leave a core of two idle.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Importing costs four times what testing does, and no file changes for good what others see.
          isolate: false,
          include: ['{src,agent,db}/**/*.test.ts'],
          exclude: ['**/*.process.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/**/*.test.ts', '{src,agent,db}/**/*.process.test.ts'],
          exclude: ['tests/e2e/**', 'tests/bench/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
