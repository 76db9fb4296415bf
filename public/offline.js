// On the page that a browser shows while the hub is away: the fleet as it was last (`snapshot.ts` leaves it), and back
// to the page that was wanted as soon as the hub answers.

const LOOK_MS = 10_000;
/** As long as a session: what is older is nobody's any more. */
const KEPT_MS = 30 * 24 * 3_600_000;
const UNITS = [
  ['min', 60_000, 60],
  ['h', 3_600_000, 24],
  ['day', 86_400_000, Number.POSITIVE_INFINITY],
];

const part = (name, root = document) => root.querySelector(`[data-part="${name}"]`);

/** "just now", "35 min ago", "2 days ago". */
function ago(elapsed) {
  if (elapsed < 60_000) return 'just now';
  const [unit, length] = UNITS.find(([, one, count]) => elapsed < one * count);
  const count = Math.floor(elapsed / length);
  return `${count} ${unit}${unit === 'day' && count > 1 ? 's' : ''} ago`;
}

/** "14:02" today, "Tue 24 Nov, 14:02" before. */
function moment(at, now) {
  const clock = { hour: '2-digit', minute: '2-digit' };
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : { weekday: 'short', day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat('en-GB', { ...day, ...clock }).format(at);
}

function lineOf({ name, mark, reason }) {
  const line = part('line').content.cloneNode(true);
  const shape = part(`mark-${mark.shape}`).content.firstElementChild.cloneNode(true);
  shape.dataset.level = mark.level;
  shape.lastChild.data = mark.word;
  part('mark', line).append(shape);
  part('name', line).textContent = name;
  part('reason', line).textContent = reason ?? '';
  return line;
}

function tellAge(at) {
  const now = Date.now();
  part('age').textContent = `This is how it was at ${moment(at, now)}, ${ago(now - at)}`;
}

async function showLast() {
  const kept = await (await caches.match('/fleet.json', { cacheName: 'fleet' }))?.json();
  if (!kept || Date.now() - kept.at > KEPT_MS) return caches.delete('fleet');
  part('sentence').textContent = kept.sentence;
  part('servers').replaceChildren(...kept.servers.map(lineOf));
  tellAge(kept.at);
  setInterval(tellAge, LOOK_MS, kept.at);
  part('last').hidden = false;
}

/** The page that was wanted; the offline page itself is nobody's aim. */
function goBack() {
  if (location.pathname === '/offline') location.replace('/');
  else location.reload();
}

async function lookForHub() {
  if (document.hidden) return;
  const answer = await fetch('/health', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) goBack();
}

if (!navigator.onLine) {
  part('title').textContent = 'This device is offline';
  part('why').textContent = 'It has no connection. Your servers are still being watched.';
}
void showLast();
setInterval(lookForHub, LOOK_MS);
addEventListener('online', lookForHub);
document.addEventListener('visibilitychange', lookForHub);
