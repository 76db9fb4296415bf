import { describe, expect, it, vi } from 'vitest';
import { asked, HUB, openWorker } from './worker-browser.ts';

const dataOf = (text: string) => ({ json: () => JSON.parse(text) });
const declarative = (notification: object, more = {}) =>
  dataOf(JSON.stringify({ web_push: 8030, notification, ...more }));

describe('a push', () => {
  it('is shown as the hub said it, with its actions', async () => {
    const { fire, showNotification } = openWorker();
    const navigate = `${HUB}/alerts/a1`;
    const acknowledge = { action: 'acknowledge', title: 'Acknowledge', navigate };
    const notification = { title: 'NAS', body: 'Offline.', tag: 'nas', navigate, actions: [acknowledge] };
    await fire('push', { data: declarative({ ...notification, data: { alert_id: 'a1' } }) });
    expect(showNotification).toHaveBeenCalledWith(
      'NAS',
      expect.objectContaining({
        body: 'Offline.',
        tag: 'nas',
        renotify: true,
        actions: [{ action: 'acknowledge', title: 'Acknowledge' }],
        data: { page: navigate, alertId: 'a1' },
      }),
    );
  });

  it.each([
    { what: 'without data', data: null },
    { what: 'that is not JSON', data: dataOf('oops') },
    { what: 'of another kind', data: dataOf('{"title":"x"}') },
    { what: 'without a title', data: declarative({ body: 'x' }) },
  ])('$what is shown all the same', async ({ data }) => {
    const { fire, showNotification } = openWorker();
    await fire('push', { data });
    expect(showNotification).toHaveBeenCalledWith(
      'Porchlight',
      expect.objectContaining({ renotify: false, data: { page: `${HUB}/`, alertId: null } }),
    );
  });

  it.each([
    ['/servers', `${HUB}/servers`],
    ['https://evil.example/', `${HUB}/`],
    ['javascript:alert(1)', `${HUB}/`],
    [undefined, `${HUB}/`],
  ])('that leads to %s opens %s', async (navigate, page) => {
    const { fire, showNotification } = openWorker();
    await fire('push', { data: declarative({ title: 'x', navigate }) });
    expect(showNotification).toHaveBeenCalledWith(
      'x',
      expect.objectContaining({ data: { page, alertId: null } }),
    );
  });

  it.each([
    { what: 'with a number of open alerts puts it on the icon', more: { app_badge: 3 }, calls: [[3]] },
    { what: 'with none open takes the number away', more: { app_badge: 0 }, calls: [[0]] },
    { what: 'without a number leaves the icon alone', more: {}, calls: [] },
  ])('$what', async ({ more, calls }) => {
    const { fire, setAppBadge } = openWorker();
    await fire('push', { data: declarative({ title: 'x' }, more) });
    expect(setAppBadge.mock.calls).toEqual(calls);
  });
});

describe('a click', () => {
  const clicked = (data: object) => ({
    notification: { close: vi.fn(), title: 'NAS', tag: 'nas', data: { alertId: null, ...data } },
  });

  it('opens the page', async () => {
    const { fire, openWindow, windows } = openWorker({ openPages: [`${HUB}/`] });
    const click = clicked({ page: `${HUB}/servers` });
    await fire('notificationclick', { ...click, action: '' });
    expect(click.notification.close).toHaveBeenCalled();
    expect(openWindow).toHaveBeenCalledWith(`${HUB}/servers`);
    expect(windows[0]?.focus).not.toHaveBeenCalled();
  });

  it('goes to the page where it is open already', async () => {
    const { fire, openWindow, windows } = openWorker({ openPages: [`${HUB}/`, `${HUB}/servers`] });
    await fire('notificationclick', { ...clicked({ page: `${HUB}/servers` }), action: 'open' });
    expect(windows[1]?.focus).toHaveBeenCalled();
    expect(openWindow).not.toHaveBeenCalled();
  });

  it('on Acknowledge acknowledges the alert, renews the number and shows nothing', async () => {
    const answer = vi.fn((path: string) =>
      Response.json(path.endsWith('/acknowledge') ? { alert_id: 'a1' } : { total_open: 2 }),
    );
    const { fire, fetch, openWindow, showNotification, setAppBadge } = openWorker({ answer });
    const click = clicked({ page: `${HUB}/alerts/a1`, alertId: 'a1' });
    await fire('notificationclick', { ...click, action: 'acknowledge' });
    expect(fetch).toHaveBeenNthCalledWith(
      1,
      '/api/v1/alerts/a1/acknowledge',
      expect.objectContaining({ method: 'POST', body: '{}', credentials: 'same-origin' }),
    );
    expect(setAppBadge.mock.calls).toEqual([[2]]);
    expect(click.notification.close).toHaveBeenCalled();
    expect(openWindow).not.toHaveBeenCalled();
    expect(showNotification).not.toHaveBeenCalled();
  });

  it.each([
    { what: 'nobody is signed in', answer: () => new Response('{}', { status: 401 }) },
    { what: 'it is over already', answer: () => new Response('{}', { status: 409 }) },
    { what: 'the hub is away', answer: undefined },
  ])('on Acknowledge opens the alert where $what', async ({ answer }) => {
    const { fire, openWindow, setAppBadge } = openWorker(answer ? { answer } : {});
    const click = clicked({ page: `${HUB}/`, alertId: 'a/1' });
    await fire('notificationclick', { ...click, action: 'acknowledge' });
    expect(openWindow).toHaveBeenCalledWith(`${HUB}/alerts/a%2F1`);
    expect(setAppBadge).not.toHaveBeenCalled();
  });

  it('that came to nothing is said where no page may be opened any more', async () => {
    const { fire, showNotification } = openWorker({ mayOpen: false });
    const click = clicked({ page: `${HUB}/`, alertId: 'a1' });
    await fire('notificationclick', { ...click, action: 'acknowledge' });
    expect(showNotification).toHaveBeenCalledWith(
      'NAS',
      expect.objectContaining({ body: expect.stringContaining('could not be acknowledged') }),
    );
  });
});

describe('a message to a visitor of a public page', () => {
  const page = `${HUB}/status/de`;
  const clicked = () => ({
    notification: { close: vi.fn(), title: 'Filme', tag: 'incident:x', data: { page, alertId: null } },
  });
  const endpoint = 'https://push.example/1';
  const answer = () => new Response(null, { status: 204 });

  it('is shown in their language, with a button that ends it', async () => {
    const { fire, showNotification } = openWorker();
    const actions = [{ action: 'stop', title: 'Beenden', navigate: page }];
    await fire('push', { data: declarative({ title: 'Filme', lang: 'de', navigate: page, actions }) });
    expect(showNotification).toHaveBeenCalledWith(
      'Filme',
      expect.objectContaining({
        lang: 'de',
        actions: [{ action: 'stop', title: 'Beenden' }],
        data: { page, alertId: null },
      }),
    );
  });

  it('opens the page with a click', async () => {
    const { fire, fetch, openWindow } = openWorker({ answer, endpoint });
    await fire('notificationclick', { ...clicked(), action: '' });
    expect(openWindow).toHaveBeenCalledWith(page);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('ends with one tap, and nothing is shown', async () => {
    const { fire, fetch, openWindow, kept } = openWorker({ answer, endpoint });
    kept.set('visitor', new Map());
    const click = clicked();
    await fire('notificationclick', { ...click, action: 'stop' });
    expect(fetch.mock.calls).toEqual([
      [
        '/status/unsubscribe',
        expect.objectContaining({ method: 'POST', body: JSON.stringify({ endpoint }) }),
      ],
    ]);
    expect(click.notification.close).toHaveBeenCalled();
    expect(openWindow).not.toHaveBeenCalled();
    expect(kept.has('visitor')).toBe(false);
  });

  it('asks nothing of the hub where the browser has ended it itself', async () => {
    const { fire, fetch } = openWorker({ answer });
    await fire('notificationclick', { ...clicked(), action: 'stop' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([
    { what: 'the hub is away', refused: undefined },
    { what: 'the hub refuses', refused: () => new Response('{}', { status: 429 }) },
  ])('leads to the page, which has the button too, where $what', async ({ refused }) => {
    const { fire, openWindow, kept } = openWorker({ endpoint, ...(refused && { answer: refused }) });
    kept.set('visitor', new Map());
    await fire('notificationclick', { ...clicked(), action: 'stop' });
    expect(openWindow).toHaveBeenCalledWith(page);
    expect(kept.has('visitor')).toBe(true);
  });
});

describe('a subscription that the browser ended', () => {
  const known = { device_id: 'd1', name: 'Phone', severities: ['critical'] };
  const answer = (path: string, { method }: RequestInit) => {
    if (path.endsWith('/key')) return Response.json({ public_key: 'k' });
    return Response.json(method === 'GET' ? { items: [known] } : { device_id: 'd2' });
  };

  it('is replaced: the device goes on under its name with its severities', async () => {
    const { fire, fetch, subscribe, caches } = openWorker({ answer });
    await (await caches.open('device')).put('/device.json', Response.json({ device_id: 'd1' }));
    await fire('pushsubscriptionchange', {});
    expect(subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: 'k' });
    const changes = fetch.mock.calls.map(([path, init]) => [init?.method, path, init?.body]);
    expect(changes.filter(([method]) => method !== 'GET')).toEqual([
      ['POST', '/api/v1/devices', '{"name":"Phone","endpoint":"https://push.example/new","keys":{}}'],
      ['PUT', '/api/v1/devices/d2', '{"severities":["critical"]}'],
      ['DELETE', '/api/v1/devices/d1', undefined],
    ]);
    expect(await (await caches.match('/device.json'))?.json()).toEqual({ device_id: 'd2' });
  });

  it('is left alone where nobody remembers the device', async () => {
    const { fire, fetch, subscribe } = openWorker({ answer });
    await fire('pushsubscriptionchange', {});
    expect(subscribe).not.toHaveBeenCalled();
    expect(fetch.mock.calls.every(([, init]) => init?.method === 'GET')).toBe(true);
  });
});

describe('the offline page', () => {
  const files: Record<string, string> = {
    '/offline':
      '<link href="/_astro/a.css"><link href="/x.webmanifest"><script src="/offline.js"></script>away',
    '/_astro/a.css': 'body{}',
    '/offline.js': 'show()',
  };
  /** The hub with these files; a page is answered with its own path. */
  const hubOf = (own: Record<string, string>, status?: number) => (path: string) => {
    const headers = { 'content-security-policy': "default-src 'self'", 'content-type': 'text/html' };
    return new Response(own[path] ?? `page ${path}`, { headers, status: status ?? 200 });
  };

  it('is taken with what it names, under addresses of its own, when the worker is installed', async () => {
    const { fire, kept, skipWaiting } = openWorker({ answer: hubOf(files) });
    await fire('install', {});
    expect(skipWaiting).toHaveBeenCalled();
    const [[name, cache] = []] = kept;
    expect(name).toMatch(/^offline-[0-9a-f]{16}$/);
    expect([...(cache?.keys() ?? [])]).toEqual(['/offline', '/offline/_astro/a.css', '/offline/offline.js']);
    const page = cache?.get('/offline');
    expect(page?.text).toContain('href="/offline/_astro/a.css"');
    expect(page?.headers.get('content-security-policy')).toBe("default-src 'self'");
  });

  it.each([
    { what: 'the hub does not answer', status: null },
    { what: 'a proxy says that it is away', status: 502 },
    { what: 'a proxy waited in vain', status: 504 },
  ])('is shown in place of any page where $what', async ({ status }) => {
    let isAway = false;
    const answer = (path: string) => {
      if (isAway && status === null) throw new TypeError('away');
      return hubOf(files, isAway ? (status ?? 200) : 200)(path);
    };
    const { fire } = openWorker({ answer });
    await fire('install', {});
    isAway = true;
    expect(await (await fire('fetch', asked('/servers')))?.text()).toContain('away');
    const style = await fire('fetch', asked('/offline/_astro/a.css', 'no-cors'));
    expect(await style?.text()).toBe('body{}');
  });

  it.each([200, 302, 404, 500])('leaves an answer of the hub (%s) as it is', async (status) => {
    const { fire } = openWorker({ answer: hubOf({}, status) });
    const response = await fire('fetch', asked('/servers'));
    expect([response?.status, await response?.text()]).toEqual([status, 'page /servers']);
  });

  it('is for the pages that public pages are written on too', async () => {
    const response = await openWorker({ answer: hubOf(files) }).fire('fetch', asked('/status-pages'));
    expect(await response?.text()).toBe('page /status-pages');
  });

  it('leaves the words of a proxy where there is no offline page yet', async () => {
    const { fire } = openWorker({ answer: hubOf({}, 503) });
    expect((await fire('fetch', asked('/')))?.status).toBe(503);
  });

  it.each([
    { what: 'the API', event: asked('/api/v1/fleet', 'cors') },
    { what: 'a style of a page', event: asked('/_astro/a.css', 'no-cors') },
    { what: 'the public page', event: asked('/status') },
    { what: 'a public page in a language', event: asked('/status/family/de') },
    { what: 'a form', event: { request: { ...asked('/login').request, method: 'POST' } } },
    { what: 'another origin', event: { request: { ...asked('/').request, url: 'https://else.example/' } } },
  ])('has nothing to do with $what', async ({ event }) => {
    expect(await openWorker({ answer: hubOf(files) }).fire('fetch', event)).toBeUndefined();
  });

  it('is renewed with the first page of a newer hub, and no page of the hub is ever kept', async () => {
    let own = files;
    const { fire, kept } = openWorker({ answer: (path) => hubOf(own)(path) });
    await fire('install', {});
    const [older] = kept.keys();
    own = { ...files, '/offline.js': 'show better()' };
    // The worker has been stopped and started since.
    const later = openWorker({ answer: (path) => hubOf(own)(path) });
    for (const [name, cache] of kept) later.kept.set(name, cache);
    await later.fire('fetch', asked('/servers'));
    const names = [...later.kept.keys()];
    expect(names).toHaveLength(1);
    expect(names).not.toContain(older);
    const texts = [...later.kept.values()].flatMap((cache) => [...cache.values()].map(({ text }) => text));
    expect(texts.join()).toContain('show better()');
    expect(texts.join()).not.toContain('page /servers');
  });

  it.each([
    { what: 'the hub is away', part: null },
    { what: 'a part cannot be had', part: 404 },
  ])('stays as it was where $what', async ({ part }) => {
    const before = openWorker({ answer: hubOf(files) });
    await before.fire('install', {});
    const answer = (path: string) => {
      if (part === null) throw new TypeError('away');
      return path === '/offline.js' ? new Response('', { status: part }) : hubOf(files)(path);
    };
    const later = openWorker({ answer });
    for (const [name, cache] of before.kept) later.kept.set(name, cache);
    await later.fire('activate', {});
    expect([...later.kept.keys()]).toEqual([...before.kept.keys()]);
    expect(later.claim).toHaveBeenCalled();
  });

  it('does not delete what pages have left', async () => {
    const { fire, kept } = openWorker({ answer: hubOf(files) });
    kept.set('fleet', new Map());
    kept.set('offline-0', new Map());
    await fire('activate', {});
    expect([...kept.keys()]).toEqual(['fleet', expect.stringMatching(/^offline-[0-9a-f]{16}$/)]);
  });
});
