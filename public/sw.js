// What a browser does for the hub while no page of it is open: shows what the hub sends, acknowledges from there, and
// has a page to show while the hub is away. No page of the hub itself is ever kept, so none can be stale.

const home = new URL('/', self.location.origin);

/** Browsers insist that every message shows something, so one that cannot be read shows this. */
const UNREADABLE = { notification: { title: 'Porchlight', body: 'The hub has something to tell you.' } };
/** A click gives the right to open a page for a few seconds only. */
const ACKNOWLEDGE_MS = 5000;

function messageIn(data) {
  try {
    const message = data.json();
    const isDeclarative = message.web_push === 8030 && typeof message.notification.title === 'string';
    return isDeclarative ? message : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

/** A page of this hub, whatever the message says. */
function pageOf(navigate) {
  if (!URL.canParse(navigate, home)) return home.href;
  const url = new URL(navigate, home);
  return url.origin === home.origin ? url.href : home.href;
}

const alertPage = (alertId) => pageOf(`/alerts/${encodeURIComponent(alertId)}`);

/** What the system shows, from what the hub said. */
function optionsOf({ body, lang, dir, tag, navigate = '/', actions = [], data }) {
  return {
    body,
    lang,
    dir,
    tag,
    // A newer message takes the older one's place, and is to be noticed.
    renotify: Boolean(tag),
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    actions: actions.map(({ action, title }) => ({ action, title })),
    data: { page: pageOf(navigate), alertId: data?.alert_id ?? null },
  };
}

/** The number on the app's icon; 0 takes it away. A browser without one has nothing to do. */
async function showBadge(count) {
  if (Number.isInteger(count)) await self.navigator.setAppBadge?.(count)?.catch(() => undefined);
}

/** A request to the hub as whoever is signed in here; null: not answered, or refused. */
async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
    credentials: 'same-origin',
    signal: AbortSignal.timeout(ACKNOWLEDGE_MS),
  }).catch(() => null);
  return response?.ok ? response.json().catch(() => ({})) : null;
}

async function open(page) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find((client) => client.url === page);
  return shown ? shown.focus() : self.clients.openWindow(page);
}

async function acknowledge({ title, tag, data }) {
  const done = await ask('POST', `/api/v1/alerts/${encodeURIComponent(data.alertId)}/acknowledge`, {});
  if (done) return showBadge((await ask('GET', '/api/v1/alerts?status=open&limit=1'))?.total_open);
  const page = alertPage(data.alertId);
  const body = 'It could not be acknowledged from here. Open it to see why.';
  const again = () =>
    self.registration.showNotification(title, { ...optionsOf({ body, tag, navigate: page }), data });
  return open(page).catch(again);
}

/** Where public pages leave whether this browser is told of them (`status-notify.ts`). */
const VISITOR_CACHE = 'visitor';

/** A visitor of a public page has heard enough. Who is signed in here goes on being told of alerts. */
async function stopTelling({ data }) {
  const subscription = await self.registration.pushManager.getSubscription();
  if (!subscription) return;
  const { endpoint } = subscription;
  if (await ask('POST', '/status/unsubscribe', { endpoint })) await caches.delete(VISITOR_CACHE);
  // The page has the same button, and says what is wrong.
  else await open(data.page).catch(() => undefined);
}

self.addEventListener('push', (event) => {
  const { notification, app_badge: count } = messageIn(event.data);
  const shown = self.registration.showNotification(notification.title, optionsOf(notification));
  event.waitUntil(Promise.all([shown, showBadge(count)]));
});

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  notification.close();
  const isAcknowledged = action === 'acknowledge' && notification.data.alertId !== null;
  if (isAcknowledged) event.waitUntil(acknowledge(notification));
  else event.waitUntil(action === 'stop' ? stopTelling(notification) : open(notification.data.page));
});

/** Where pages leave which device this browser is (`remembered-device.ts`). */
const DEVICE = { cache: 'device', path: '/device.json' };

/** The browser ended the subscription by itself: this device goes on with a new one, as it was. */
async function resubscribe(subscription) {
  const kept = await caches.open(DEVICE.cache);
  const old = await (await kept.match(DEVICE.path))?.json();
  const known = (await ask('GET', '/api/v1/devices'))?.items.find((one) => one.device_id === old?.device_id);
  if (!known) return;
  const { public_key: applicationServerKey } = (await ask('GET', '/api/v1/devices/key')) ?? {};
  const made =
    subscription ??
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  const { endpoint, keys } = made.toJSON();
  const device = await ask('POST', '/api/v1/devices', { name: known.name, endpoint, keys });
  if (!device) return;
  await kept.put(DEVICE.path, Response.json({ device_id: device.device_id }));
  await ask('PUT', `/api/v1/devices/${device.device_id}`, { severities: known.severities });
  if (device.device_id !== known.device_id) await ask('DELETE', `/api/v1/devices/${known.device_id}`);
}

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(resubscribe(event.newSubscription));
});

const OFFLINE = '/offline';
const OFFLINE_CACHE = 'offline-';
/** Longer than any page of a hub that is there takes; a phone away from home would wait over a minute. */
const ANSWER_MS = 10_000;
/** What proxies say for a hub that is away; those above 504 are Cloudflare's. */
const AWAY = new Set([502, 503, 504, 521, 522, 523, 524, 530]);
/** Styles, scripts and pictures that a page names. */
const PARTS = /(href|src)="(\/[^"]+\.(?:css|js|svg))"/g;

async function get(path) {
  const response = await fetch(path, { cache: 'no-cache' });
  // A proxy that wants people to sign in leads elsewhere.
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** A kept copy: the text as it is here, without what was true of its way only. */
function copyOf(text, response) {
  const kept = ['content-type', 'content-security-policy'];
  const said = kept.map((name) => [name, response.headers.get(name)]);
  return new Response(text, { headers: said.filter(([, value]) => value !== null) });
}

/** The offline page and its parts, these under addresses that no other page asks for: [path, text, response]. */
async function download() {
  const page = await get(OFFLINE);
  const html = await page.text();
  const paths = [...new Set(Array.from(html.matchAll(PARTS), ([, , path]) => path))];
  const part = async (path) => {
    const response = await get(path);
    return [OFFLINE + path, await response.text(), response];
  };
  const parts = await Promise.all(paths.map(part));
  return [[OFFLINE, html.replaceAll(PARTS, `$1="${OFFLINE}$2"`), page], ...parts];
}

async function versionOf(files) {
  const bytes = new TextEncoder().encode(JSON.stringify(files.map(([path, text]) => [path, text])));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Takes the offline page as the hub has it now, whole or not at all, and drops older ones. */
async function renew() {
  const files = await download();
  const name = OFFLINE_CACHE + (await versionOf(files));
  const cache = await caches.open(name);
  await Promise.all(files.map(([path, text, response]) => cache.put(path, copyOf(text, response))));
  const older = (await caches.keys()).filter((one) => one.startsWith(OFFLINE_CACHE) && one !== name);
  await Promise.all(older.map((one) => caches.delete(one)));
}

let renewal = null;
/** Once in the life of this worker, which is short. A hub that is away is asked again next time. */
function renewOnce() {
  renewal ??= renew().catch(() => {
    renewal = null;
  });
  return renewal;
}

const answered = async (event) => (await event.preloadResponse) ?? fetch(event.request);

/** The page from the hub; from here only where the hub is away. */
async function pageOrOffline(event) {
  const late = new Promise((resolve) => setTimeout(resolve, ANSWER_MS, null));
  const response = await Promise.race([answered(event).catch(() => null), late]);
  if (response && !AWAY.has(response.status)) {
    event.waitUntil(renewOnce());
    return response;
  }
  return (await caches.match(OFFLINE)) ?? response ?? Response.error();
}

/** Public pages: their visitors have no use for the offline page, which knows of the hub's inside. */
const PUBLIC = /^\/status(\/|\.json$|$)/;

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== home.origin || event.request.method !== 'GET' || PUBLIC.test(pathname)) return;
  if (event.request.mode === 'navigate') event.respondWith(pageOrOffline(event));
  else if (pathname.startsWith(`${OFFLINE}/`)) event.respondWith(caches.match(pathname));
});

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(renewOnce());
});

self.addEventListener('activate', (event) => {
  // The request of a page does not wait for the worker to start.
  const preload = self.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([self.clients.claim(), preload, renewOnce()]));
});
