/**
 * Where this browser remembers, for each page, the address under which it is told. `public/sw.js` deletes it under the
 * same name when somebody stops it from a message.
 */
const CACHE = 'visitor';

const post = async (path: string, body: unknown): Promise<boolean> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => null,
  );
  return response?.ok ?? false;
};

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** One that is there is used: it may be that of a person who is signed in here. */
async function subscription(applicationServerKey: string): Promise<PushSubscription> {
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  return known ?? pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

/** Under which address this browser is told of a page; null: it is not. */
async function toldUnder(mark: string): Promise<string | null> {
  const kept = await caches.match(mark, { cacheName: CACHE });
  const endpoint = (await kept?.text()) ?? null;
  return endpoint !== null && endpoint === (await currentSubscription())?.endpoint ? endpoint : null;
}

type Outcome = 'on' | 'stopped' | 'denied' | 'failed';

async function start({ key = '', page = '' }: DOMStringMap, mark: string): Promise<Outcome> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { endpoint, keys } = (await subscription(key)).toJSON();
  const language = document.documentElement.lang;
  const isDone = await post('/status/subscribe', { page: page || null, language, endpoint, keys });
  if (isDone) await (await caches.open(CACHE)).put(mark, new Response(endpoint));
  return isDone ? 'on' : 'failed';
}

/** The subscription itself stays: this browser may also be the device of a person who is signed in. */
async function stop(mark: string): Promise<Outcome> {
  const endpoint = await toldUnder(mark);
  if (endpoint !== null && !(await post('/status/unsubscribe', { endpoint }))) return 'failed';
  await caches.delete(CACHE);
  return 'stopped';
}

const isAble = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/**
 * Lets a visitor be told of news in this browser, and stop it again with one tap.
 * @param section hidden until now; null: nobody can be told of this page
 */
export async function startNotifyMe(section: HTMLElement | null): Promise<void> {
  const says = section?.querySelector<HTMLElement>('[role=status]');
  const [begin, end] = section?.querySelectorAll('button') ?? [];
  if (!section || !says || !begin || !end || !isAble()) return;
  const mark = `/status/told/${section.dataset.page}`;
  const show = (isOn: boolean, outcome?: Outcome) => {
    begin.hidden = isOn;
    end.hidden = !isOn;
    says.textContent = (outcome && says.dataset[outcome]) ?? '';
  };
  const on = (button: HTMLButtonElement, isOn: boolean, work: () => Promise<Outcome>) =>
    button.addEventListener('click', async () => {
      const outcome = await work().catch((): Outcome => 'failed');
      const isNow = outcome === 'on' || (outcome === 'failed' && isOn);
      show(isNow, outcome);
      (isNow ? end : begin).focus();
    });
  on(begin, false, () => start(section.dataset, mark));
  on(end, true, () => stop(mark));
  const isOn = (await toldUnder(mark)) !== null;
  show(isOn, isOn ? 'on' : undefined);
  section.hidden = false;
}
