import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorSchema } from '../../src/collector/api/schema/error.ts';
import { heartbeat, type TestHub, type TestRequest, testHub } from '../factories.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
});
afterAll(() => hub.close());

const SERVER = { server_id: 'x' };
const WINDOWS = '/api/v1/maintenance-windows';
/** A window that is planned once. */
const planned = (starts: string, ends: string, changes = {}) => ({
  json: {
    name: 'Move',
    zone: 'Europe/London',
    timetable: { type: 'once', starts, ends },
    scope: { server_id: null, tag: null },
    ...changes,
  },
});
const silence = (changes = {}) => ({
  json: { note: '', until: null, scope: { server_id: 'nas', rule_id: null, subject: null }, ...changes },
});
const services = (...names: string[]) => names.map((name) => ({ name }));

describe('a refusal has the one error shape', () => {
  it.each<{ what: string; path: string; request?: TestRequest; status: number; field?: string }>([
    { what: 'a path that is nothing', path: '/api/v1/nothing', status: 404 },
    { what: 'a path that is nothing, outside the versions', path: '/api/nothing', status: 404 },
    {
      what: 'a path that is nothing, without a key',
      path: '/api/v1/nothing',
      request: { key: null },
      status: 401,
    },
    {
      what: 'a method that a path does not take',
      path: '/api/v1/fleet',
      request: { method: 'PATCH' },
      status: 404,
    },
    { what: 'a reading of what can only be sent', path: '/api/v1/agents/heartbeat', status: 404 },
    {
      what: 'OPTIONS without a key',
      path: '/api/v1/servers',
      request: { method: 'OPTIONS', key: null },
      status: 401,
    },
    { what: 'OPTIONS', path: '/api/v1/servers', request: { method: 'OPTIONS' }, status: 404 },
    { what: 'percent-encoding that is cut short', path: '/api/v1/servers/%E0%A4%A', status: 404 },
    { what: 'a percent sign alone', path: '/api/v1/servers/%', status: 404 },
    { what: 'a way up in a server id', path: '/api/v1/servers/..%2F..%2Fetc', status: 404 },
    { what: 'a null byte in a server id', path: '/api/v1/servers/nas%00', status: 404 },
    { what: 'a server id in capitals', path: '/api/v1/servers/NAS', status: 404 },
    { what: 'a name that every object has as server id', path: '/api/v1/servers/__proto__', status: 404 },
    {
      what: 'metrics of a server id that is very long',
      path: `/api/v1/metrics/${'a'.repeat(5000)}`,
      status: 404,
    },
    {
      what: 'a sort that every object has',
      path: '/api/v1/servers?sort=__proto__',
      status: 422,
      field: 'sort',
    },
    {
      what: 'a sort that every object inherits',
      path: '/api/v1/servers?sort=-toString',
      status: 422,
      field: 'sort',
    },
    { what: 'a limit that is no number', path: '/api/v1/servers?limit=many', status: 422, field: 'limit' },
    { what: 'a limit without end', path: '/api/v1/servers?limit=1e999', status: 422, field: 'limit' },
    {
      what: 'a range that ends before it begins',
      path: '/api/v1/metrics/nas?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z',
      status: 422,
      field: 'from',
    },
    {
      what: 'a range without a date',
      path: '/api/v1/metrics/nas?from=yesterday',
      status: 422,
      field: 'from',
    },
    {
      what: 'a resolution that is not kept',
      path: '/api/v1/metrics/nas?resolution=1s',
      status: 422,
      field: 'resolution',
    },
    {
      what: 'a body without a type',
      path: '/api/v1/servers',
      request: { text: '{}', headers: { 'Content-Type': '' } },
      status: 415,
    },
    {
      what: 'a body as text',
      path: '/api/v1/servers',
      request: { text: '{}', headers: { 'Content-Type': 'text/plain' } },
      status: 415,
    },
    {
      what: 'no body at all',
      path: '/api/v1/servers',
      request: { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      status: 400,
    },
    { what: 'null as body', path: '/api/v1/servers', request: { text: 'null' }, status: 422 },
    {
      what: 'a key to revoke that is not there',
      path: '/api/v1/keys/nobody',
      request: { method: 'DELETE' },
      status: 404,
    },
    {
      what: 'a field that may not be null',
      path: '/api/v1/servers/nas',
      request: { method: 'PUT', json: { display_name: null } },
      status: 422,
      field: 'display_name',
    },
    {
      what: 'watts that may not be null',
      path: '/api/v1/servers/nas',
      request: { method: 'PUT', json: { tdp_watts: null } },
      status: 422,
      field: 'tdp_watts',
    },
    {
      what: 'tags that may not be null',
      path: '/api/v1/servers/nas',
      request: { method: 'PUT', json: { tags: null } },
      status: 422,
      field: 'tags',
    },
    {
      what: 'more tags than allowed',
      path: '/api/v1/servers/nas',
      request: { method: 'PUT', json: { tags: Array.from({ length: 21 }, String) } },
      status: 422,
      field: 'tags',
    },
    {
      what: 'a service named twice',
      path: '/api/v1/servers/nas',
      request: { method: 'PUT', json: { expected_services: services('plex', 'plex') } },
      status: 422,
      field: 'expected_services',
    },
    {
      what: 'a service named twice in its own list',
      path: '/api/v1/servers/nas/services',
      request: { method: 'PUT', json: { services: services('a', 'b', 'a') } },
      status: 422,
      field: 'services',
    },
    {
      what: 'a new server with a service named twice',
      path: '/api/v1/servers',
      request: { json: { ...SERVER, expected_services: services('a', 'a') } },
      status: 422,
      field: 'expected_services',
    },
    {
      what: 'more services than allowed',
      path: '/api/v1/servers/nas/services',
      request: {
        method: 'PUT',
        json: { services: services(...Array.from({ length: 101 }, (_, i) => `s${i}`)) },
      },
      status: 422,
      field: 'services',
    },
    {
      what: 'a client that is not there',
      path: '/api/v1/servers',
      request: { json: { ...SERVER, client_id: '01890000-0000-7000-8000-000000000000' } },
      status: 404,
    },
    {
      what: 'a key for a server without a name',
      path: '/api/v1/keys',
      request: { json: { name: 'k', scopes: ['read'], server_id: '' } },
      status: 422,
      field: 'server_id',
    },
    {
      what: 'more scopes than there are',
      path: '/api/v1/keys',
      request: { json: { name: 'k', scopes: Array(7).fill('read') } },
      status: 422,
      field: 'scopes',
    },
    {
      what: 'an uptime beyond a century',
      path: '/api/v1/agents/heartbeat',
      request: { json: heartbeat('nas', Date.now(), { metrics: { uptime_seconds: 1e300 } }) },
      status: 422,
      field: 'metrics.uptime_seconds',
    },
    {
      what: 'more memory than there is in the world',
      path: '/api/v1/agents/heartbeat',
      request: { json: heartbeat('nas', Date.now(), { metrics: { memory_used_gb: 1e300 } }) },
      status: 422,
      field: 'metrics.memory_used_gb',
    },
    {
      what: 'more services in a report than allowed',
      path: '/api/v1/agents/heartbeat',
      request: {
        json: heartbeat('nas', Date.now(), {
          services: Array.from({ length: 101 }, (_, i) => ({ name: `s${i}`, status: 'running' as const })),
        }),
      },
      status: 422,
      field: 'services',
    },
    {
      what: 'a backlog of nothing',
      path: '/api/v1/agents/heartbeats',
      request: { json: { heartbeats: [] } },
      status: 422,
      field: 'heartbeats',
    },
    {
      what: 'a sign-in that is no JSON',
      path: '/api/auth/sign-in/email',
      request: { key: null, text: '{', headers: { 'Sec-Fetch-Site': 'same-origin' } },
      status: 400,
    },
    {
      what: 'a wrong owner link',
      path: '/api/v1/setup',
      request: {
        key: null,
        json: { token: 'pls_x', name: 'A', email: 'a@b.cd', password: 'x'.repeat(12) },
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      },
      status: 403,
      field: 'token',
    },
    {
      what: 'a window on a day that no calendar has',
      path: WINDOWS,
      request: planned('2999-02-30T10:00', '2999-03-01T10:00'),
      status: 422,
      field: 'timetable.starts',
    },
    {
      what: 'a window in a month that there is not',
      path: WINDOWS,
      request: planned('2999-02-01T10:00', '2999-13-01T10:00'),
      status: 422,
      field: 'timetable.ends',
    },
    {
      what: 'a window until a time that no clock shows',
      path: WINDOWS,
      request: planned('2999-02-01T10:00', '2999-02-01T24:30'),
      status: 422,
      field: 'timetable.ends',
    },
    {
      what: 'a window in another age',
      path: WINDOWS,
      request: planned('0381-02-01T10:00', '9999-12-31T23:59'),
      status: 422,
      field: 'timetable.starts',
    },
    {
      what: 'a window that is over',
      path: WINDOWS,
      request: planned('2020-02-01T10:00', '2020-02-01T11:00'),
      status: 422,
      field: 'timetable.ends',
    },
    {
      what: 'a window that ends before it begins',
      path: WINDOWS,
      request: planned('2999-02-01T10:00', '2999-01-01T10:00'),
      status: 422,
      field: 'timetable.ends',
    },
    {
      what: 'a window in no zone',
      path: WINDOWS,
      request: planned('2999-02-01T10:00', '2999-02-02T10:00', { zone: 'Europe/Nowhere' }),
      status: 422,
      field: 'zone',
    },
    {
      what: 'a window of a server that is not there',
      path: WINDOWS,
      request: planned('2999-02-01T10:00', '2999-02-02T10:00', { scope: { server_id: 'x', tag: null } }),
      status: 404,
    },
    {
      what: 'a silence of everything',
      path: '/api/v1/silences',
      request: silence({ scope: { server_id: null, rule_id: null, subject: null } }),
      status: 422,
      field: 'scope',
    },
    {
      what: 'a silence that is over',
      path: '/api/v1/silences',
      request: silence({ until: '2020-01-01T00:00:00Z' }),
      status: 422,
      field: 'until',
    },
    {
      what: 'a silence to take back that is not there',
      path: '/api/v1/silences/nobody',
      request: { method: 'DELETE' },
      status: 404,
    },
    {
      what: 'a server that learns until yesterday',
      path: '/api/v1/servers/nas/learning',
      request: { method: 'PUT', json: { until: '2020-01-01T00:00:00Z' } },
      status: 422,
      field: 'until',
    },
    {
      what: 'a server that learns for years',
      path: '/api/v1/servers/nas/learning',
      request: { method: 'PUT', json: { until: '2999-01-01T00:00:00Z' } },
      status: 422,
      field: 'until',
    },
    {
      what: 'an alert to acknowledge that is not there',
      path: '/api/v1/alerts/nobody/acknowledge',
      request: { method: 'POST' },
      status: 404,
    },
    {
      what: 'a snooze without end',
      path: '/api/v1/alerts/nobody/snooze',
      request: { json: { minutes: 1e9 } },
      status: 422,
      field: 'minutes',
    },
    {
      what: 'a rule that every hub has, to remove',
      path: '/api/v1/rules/disk',
      request: { method: 'DELETE' },
      status: 409,
    },
    {
      what: 'a channel of a type that every object has',
      path: '/api/v1/channels',
      request: { json: { type: 'constructor', name: 'x', config: {} } },
      status: 422,
      field: 'type',
    },
    {
      what: 'a watchdog that is not on the web',
      path: '/api/v1/watchdog',
      request: { method: 'PUT', json: { url: 'file:///etc/passwd' } },
      status: 422,
      field: 'url',
    },
    {
      what: 'a call to nobody',
      path: '/api/v1/watchdog/test',
      request: { method: 'POST' },
      status: 409,
    },
  ])('$what → $status', async ({ path, request, status, field }) => {
    const answered = await hub.request(path, request);
    const { error } = errorSchema.parse(await answered.json());
    expect({ status: answered.status, field: error.field }).toEqual({ status, field });
    expect(answered.headers.get('x-request-id')).toBe(error.request_id);
  });

  it('lists what else is wrong, twenty at most, and never repeats what was sent', async () => {
    const json = { heartbeats: Array.from({ length: 30 }, () => ({ server_id: 'S3CRET' })) };
    const { error } = await (await hub.request('/api/v1/agents/heartbeats', { json })).json();
    expect(error.details).toHaveLength(20);
    expect(JSON.stringify(error)).not.toContain('S3CRET');
  });

  it('of something unexpected tells the request id and leaves the rest to the log', async () => {
    const broken = await testHub();
    await broken.hub.database.write(['DROP TABLE transitions']);
    await broken.request('/api/v1/servers', { json: SERVER });
    const answered = await broken.request('/api/v1/servers/x');
    const { error } = errorSchema.parse(await answered.json());
    expect(answered.status).toBe(500);
    expect(error).toMatchObject({ code: 'internal', message: expect.not.stringContaining('transitions') });
    const line = broken.logged
      .map((text) => JSON.parse(text))
      .find(({ request_id }) => request_id === error.request_id);
    expect(line).toMatchObject({
      level: 'error',
      path: '/api/v1/servers/x',
      error: expect.stringContaining('transitions'),
    });
    expect(line.error).not.toContain('params');
    await broken.close();
  });
});

describe('answers', () => {
  it.each(['/health', '/ready', '/version', '/api/openapi.json'])('%s needs no key', async (path) => {
    expect((await hub.request(path, { key: null })).status).toBe(200);
  });

  it.each(['/health', '/api/v1/servers', '/api/v1/events'])(
    'HEAD %s has the status and no body',
    async (path) => {
      const answered = await hub.request(path, { method: 'HEAD' });
      expect(answered.status).toBe(200);
      expect(await answered.text()).toBe('');
    },
  );

  it.each([
    '/api/v1/metrics/nas?metric=__proto__',
    '/api/v1/metrics/nas?metric=constructor,toString:valueOf',
    '/api/v1/metrics/nas?metric=,,,',
    '/api/v1/metrics/nas?metric=cpu_percent:',
    '/api/v1/metrics/nas?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z',
    '/api/v1/metrics/nas?from=0001-01-01T00:00:00Z&resolution=raw',
    '/api/v1/metrics/nas?from=9999-12-30T00:00:00Z&to=9999-12-31T00:00:00Z',
    '/api/v1/metrics/nas?to=2000-01-01T00:00:00%2B02:00',
    '/api/v1/servers?q=%00',
    '/api/v1/servers?q=a&q=b&limit=1&limit=2',
    '/api/v1/servers?tag=__proto__&q=%25_',
  ])('%s is odd, and harmless', async (path) => {
    expect((await hub.request(path)).status).toBeLessThan(500);
  });

  it('each have a request id of their own', async () => {
    const ids = await Promise.all(
      ['/health', '/api/v1/servers', '/api/v1/servers/nas'].map(async (path) =>
        (await hub.request(path)).headers.get('x-request-id'),
      ),
    );
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('take no request id from outside, which could forge the log', async () => {
    const answered = await hub.request('/health', { headers: { 'X-Request-Id': 'forged' } });
    expect(answered.headers.get('x-request-id')).not.toBe('forged');
  });

  it('null where a field may be empty empties it', async () => {
    const put = (json: unknown) => hub.request('/api/v1/servers/nas', { method: 'PUT', json });
    await put({ location: 'Loft', mac_address: 'aa:bb:cc:dd:ee:ff' });
    const emptied = await (await put({ location: null, mac_address: null })).json();
    expect(emptied).toMatchObject({ location: null, mac_address: null, display_name: 'nas' });
  });

  it('a key that may change but not read is told so before anything is changed', async () => {
    const made = await hub.request('/api/v1/keys', { json: { name: 'blind', scopes: ['operate'] } });
    const { key } = await made.json();
    for (const request of [
      { path: '/api/v1/servers', method: 'POST', json: { server_id: 'blind' } },
      { path: '/api/v1/servers/nas', method: 'PUT', json: { location: 'Blind' } },
      { path: '/api/v1/servers/nas/services', method: 'PUT', json: { services: services('blind') } },
      { path: '/api/v1/alerts/nobody/acknowledge', method: 'POST', json: { note: 'blind' } },
    ]) {
      expect((await hub.request(request.path, { ...request, key })).status).toBe(403);
    }
    expect((await hub.request('/api/v1/servers/blind')).status).toBe(404);
    expect(await (await hub.request('/api/v1/servers/nas')).text()).not.toMatch(/blind/i);
  });
});
