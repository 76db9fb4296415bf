import preact from '@astrojs/preact/server.js';

/**
 * Preact's renderer without its check, which renders every component once more, only to find out whether it is
 * Preact's. Here all are.
 */
export default { ...preact, check: (component: unknown) => typeof component === 'function' };
