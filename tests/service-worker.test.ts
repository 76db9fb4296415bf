import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';

const SOURCE = readFileSync('public/sw.js', 'utf8');
const HUB = 'https://hub.example.org';

/** The service worker in a browser of its own, with these pages open. */
function openWorker(openPages: string[] = []) {
  const listeners = new Map<string, (event: object) => void>();
  const windows = openPages.map((url) => ({ url, focus: vi.fn() }));
  const showNotification = vi.fn(async () => undefined);
  const openWindow = vi.fn(async () => undefined);
  const self = {
    location: { origin: HUB },
    registration: { showNotification },
    clients: { matchAll: async () => windows, openWindow },
    addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
  };
  runInNewContext(SOURCE, { self, URL });
  const fire = async (name: string, event: object) => {
    const work: Promise<unknown>[] = [];
    listeners.get(name)?.({ ...event, waitUntil: (promise: Promise<unknown>) => work.push(promise) });
    await Promise.all(work);
  };
  return { fire, showNotification, openWindow, windows };
}

const dataOf = (text: string) => ({ json: () => JSON.parse(text) });
const declarative = (notification: object) => dataOf(JSON.stringify({ web_push: 8030, notification }));

describe('a push', () => {
  it('is shown as the hub said it', async () => {
    const { fire, showNotification } = openWorker();
    const navigate = `${HUB}/servers/nas`;
    await fire('push', { data: declarative({ title: 'NAS', body: 'Offline.', tag: 'nas', navigate }) });
    expect(showNotification).toHaveBeenCalledWith(
      'NAS',
      expect.objectContaining({ body: 'Offline.', tag: 'nas', data: { page: navigate } }),
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
      expect.objectContaining({ data: { page: `${HUB}/` } }),
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
    expect(showNotification).toHaveBeenCalledWith('x', expect.objectContaining({ data: { page } }));
  });
});

describe('a click', () => {
  const clicked = { close: vi.fn(), data: { page: `${HUB}/servers` } };

  it('opens the page', async () => {
    const { fire, openWindow, windows } = openWorker([`${HUB}/`]);
    await fire('notificationclick', { notification: clicked });
    expect(clicked.close).toHaveBeenCalled();
    expect(openWindow).toHaveBeenCalledWith(`${HUB}/servers`);
    expect(windows[0]?.focus).not.toHaveBeenCalled();
  });

  it('goes to the page where it is open already', async () => {
    const { fire, openWindow, windows } = openWorker([`${HUB}/`, `${HUB}/servers`]);
    await fire('notificationclick', { notification: clicked });
    expect(windows[1]?.focus).toHaveBeenCalled();
    expect(openWindow).not.toHaveBeenCalled();
  });
});
