import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import type { Database } from '../../../db/open.ts';
import { newId } from '../id.ts';
import { peopleTables } from './store.ts';

/** Set by our own server from the socket and stripped from what clients send: a rate limit must not be spoofed. */
export const PEER_HEADER = 'x-porchlight-peer';

export interface PeopleOptions {
  database: Database;
  secret: string;
  /** The public address, when it is configured. */
  url: string | undefined;
}

/** better-auth for people alone: e-mail and password, sessions in the database, no open sign-up. */
export function openPeople({ database, secret, url }: PeopleOptions) {
  return betterAuth({
    appName: 'Porchlight',
    basePath: '/api/auth',
    baseURL: url,
    secret,
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    database: drizzleAdapter(database.writer, {
      provider: 'sqlite',
      schema: peopleTables,
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    // A look at the session must not write: GET changes nothing, and nobody would hand on a renewed cookie.
    session: { expiresIn: 60 * 60 * 24 * 30, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: 'porchlight',
      database: { generateId: () => newId(Date.now()) },
      ipAddress: { ipAddressHeaders: [PEER_HEADER] },
      // Without this the library would go by NODE_ENV, and a hub on plain http could not be signed in to.
      useSecureCookies: url?.startsWith('https://') ?? false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    rateLimit: { enabled: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

export type People = ReturnType<typeof openPeople>;
