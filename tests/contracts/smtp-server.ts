import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export const USERNAME = 'porchlight';
export const PASSWORD = 'app-password-hq8w2k';

/** A mail server's "no", at one step of the conversation. */
export interface SmtpReply {
  at: 'connect' | 'auth' | 'from' | 'to' | 'data';
  code: number;
  /** Only to this receiver. */
  only?: string;
}

interface Delivered {
  receivers: string[];
  /** Whom the client thought it spoke to, when TLS told (RFC 6066 §3). */
  servername: string | false | null | undefined;
  raw: string;
}

/** A real SMTP server that knows one person and keeps what it takes. */
export async function startSmtpServer(options: SMTPServerOptions = {}) {
  const delivered: Delivered[] = [];
  let said: SmtpReply | 'silence' | null = null;
  type Done = (error?: Error | null) => void;
  const step = (at: SmtpReply['at'], done: Done, about = '') => {
    if (said === 'silence') return;
    const isNo = said?.at === at && (said.only === undefined || said.only === about);
    if (!isNo || said === null) return done();
    // As careless servers do, the reply repeats what it knows.
    done(Object.assign(new Error(`no ${PASSWORD}`), { responseCode: said.code }));
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    ...options,
    onConnect: (_session, done) => step('connect', done),
    onAuth: ({ username, password }, _session, done) =>
      step('auth', (error) => {
        if (error) return done(error);
        if (username === USERNAME && password === PASSWORD) return done(null, { user: username });
        done(Object.assign(new Error('no'), { responseCode: 535 }));
      }),
    onMailFrom: (_address, _session, done) => step('from', done),
    onRcptTo: ({ address }, _session, done) => step('to', done, address),
    onData: (stream, { envelope, servername }, done) => {
      void text(stream).then((raw) =>
        step('data', (error) => {
          if (!error)
            delivered.push({ raw, servername, receivers: envelope.rcptTo.map(({ address }) => address) });
          done(error);
        }),
      );
    },
  });
  // A client that gives up in the middle is an error to the server, and a test's intention.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    delivered,
    say: (reply: SmtpReply | 'silence' | null) => {
      said = reply;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
