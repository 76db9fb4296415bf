// Shows what the hub sends while no page is open, and opens the hub when it is clicked. Nothing is cached.

/** Browsers insist that every message shows something, so one that cannot be read shows this. */
const UNREADABLE = { title: 'Porchlight', body: 'The hub has something to tell you.', navigate: '/' };

function notificationIn(data) {
  try {
    const message = data.json();
    const isDeclarative = message.web_push === 8030 && typeof message.notification.title === 'string';
    return isDeclarative ? message.notification : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

/** A page of this hub, whatever the message says. */
function pageOf(navigate) {
  const home = new URL('/', self.location.origin);
  if (!URL.canParse(navigate, home)) return home.href;
  const url = new URL(navigate, home);
  return url.origin === home.origin ? url.href : home.href;
}

async function open(page) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find((client) => client.url === page);
  return shown ? shown.focus() : self.clients.openWindow(page);
}

self.addEventListener('push', (event) => {
  const { title, body, lang, dir, tag, navigate = '/' } = notificationIn(event.data);
  const options = { body, lang, dir, tag, icon: '/icon-192.png', data: { page: pageOf(navigate) } };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.page));
});
