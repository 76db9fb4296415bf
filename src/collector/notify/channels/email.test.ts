import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readMail } from '../../../../tests/contracts/read-mail.ts';
import { PASSWORD, startSmtpServer, USERNAME } from '../../../../tests/contracts/smtp-server.ts';
import { notificationWith } from '../../../../tests/notification.ts';
import { CERTIFICATE } from '../../../../tests/push-receiver.ts';
import { HOUSE_NETWORK, type Network, openOutbound } from '../../outbound.ts';
import type { Notification } from '../notification.ts';
import { email } from './email.ts';

const key = readFileSync('tests/fixtures/push-service/key.pem', 'utf8');
type Server = Awaited<ReturnType<typeof startSmtpServer>>;

let server: Server;
afterEach(() => server.stop());

function deliver(
  changes: object = {},
  network: Partial<Network> = {},
  notification: Partial<Notification> = {},
) {
  const config = {
    host: 'localhost',
    port: server.port,
    security: 'none',
    username: USERNAME,
    password: PASSWORD,
    from: 'hub@example.org',
    to: 'ada@example.org, bo@example.org',
    ...changes,
  };
  return email.deliver(
    config,
    notificationWith(notification),
    openOutbound({ ...HOUSE_NETWORK, ...network }),
  );
}

describe('a mail', () => {
  it('arrives at everybody, in two parts, with its thread', async () => {
    server = await startSmtpServer();
    const { thread } = notificationWith();
    expect(await deliver()).toEqual({ ok: true, id: `<${thread}@example.org>` });
    const [{ raw, receivers }] = server.delivered as [Server['delivered'][number]];
    const { headers, subject, text, html } = readMail(raw);
    expect(receivers).toEqual(['ada@example.org', 'bo@example.org']);
    expect(subject).toBe('🚨 CRITICAL: Server offline');
    expect(text).toContain('No heartbeat for 3 minutes.');
    expect(html).toContain('<h2>🚨 CRITICAL: Server offline</h2>');
    expect(headers.get('from')).toBe('Porchlight <hub@example.org>');
    expect(headers.get('message-id')).toBe(`<${thread}@example.org>`);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('cannot be given headers by its title', async () => {
    server = await startSmtpServer();
    await deliver({}, {}, { title: 'x\r\nBcc: eve@example.org\r\n\r\nbody' });
    expect(server.delivered[0]?.receivers).toEqual(['ada@example.org', 'bo@example.org']);
    expect(readMail(server.delivered[0]?.raw ?? '').headers.has('bcc')).toBe(false);
  });

  it('that one of its receivers gets is not sent again', async () => {
    server = await startSmtpServer();
    server.say({ at: 'to', code: 550, only: 'bo@example.org' });
    expect(await deliver()).toMatchObject({ ok: true });
    expect(server.delivered[0]?.receivers).toEqual(['ada@example.org']);
  });

  it('needs no name where the server wants none', async () => {
    server = await startSmtpServer({ authOptional: true });
    expect(await deliver({ username: undefined, password: undefined })).toMatchObject({ ok: true });
  });
});

it('a server that says nothing is given up in time', async () => {
  server = await startSmtpServer();
  server.say('silence');
  expect(await deliver({}, { timeoutMs: 300 })).toMatchObject({ ok: false, reason: 'timeout', retry: true });
});

describe('encryption', () => {
  const certified = { key, cert: CERTIFICATE };
  it.each([
    { security: 'tls', options: { ...certified, secure: true } },
    { security: 'starttls', options: { ...certified, disabledCommands: [] } },
  ])('$security is compared with the name of the server', async ({ security, options }) => {
    server = await startSmtpServer(options);
    expect(await deliver({ security }, { ca: CERTIFICATE })).toMatchObject({ ok: true });
    expect(await deliver({ security })).toMatchObject({ ok: false, reason: 'network', retry: true });
    expect(server.delivered.map(({ servername }) => servername)).toEqual(['localhost']);
  });

  it('is not left out by a server that offers none', async () => {
    server = await startSmtpServer();
    expect(await deliver({ security: 'starttls' })).toMatchObject({
      ok: false,
      reason: 'network',
      message: expect.stringContaining('encryption'),
    });
    expect(server.delivered).toEqual([]);
  });
});

describe('a set-up', () => {
  const config = { host: 'mail', port: 25, security: 'none', from: 'hub@example.org', to: 'ada@example.org' };
  it.each([
    { changes: {}, isOne: true },
    { changes: { to: 'a@example.org,b@example.org' }, isOne: true },
    { changes: { to: 'a@example.org, ' }, isOne: false },
    { changes: { to: Array(21).fill('a@example.org').join(',') }, isOne: false },
    { changes: { from: 'Hub <hub@example.org>' }, isOne: false },
    { changes: { host: 'mail/x' }, isOne: false },
    { changes: { port: 0 }, isOne: false },
    { changes: { security: 'maybe' }, isOne: false },
    { changes: { username: 'ada' }, isOne: false },
    { changes: { username: 'ada', password: 'pw' }, isOne: true },
  ])('with $changes: $isOne', ({ changes, isOne }) => {
    expect(email.config.safeParse({ ...config, ...changes }).success).toBe(isOne);
  });
});
