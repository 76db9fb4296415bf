declare const PORCHLIGHT_VERSION: string | undefined;

/** Written into the bundle when it is built; run from source there is none. */
export const AGENT_VERSION = typeof PORCHLIGHT_VERSION === 'string' ? PORCHLIGHT_VERSION : 'dev';
