import type { DeviceView } from '../../collector/api/schema/devices.ts';
import type { Problem } from '../client/problem.ts';
import { type Answer, request } from '../client/request.ts';
import { type Obstacle, obstacleOf } from './obstacle.ts';

const WORKER = '/sw.js';
/** Where this browser remembers which of the devices it is. */
const REMEMBERED = 'device';

/** Why this browser cannot show notifications; null when it can. */
export function findObstacle(): Obstacle | null {
  return obstacleOf({
    isSecure: window.isSecureContext,
    hasServiceWorker: 'serviceWorker' in navigator,
    hasPush: 'PushManager' in window && 'Notification' in window,
    // An iPad says it is a Mac, but no Mac has a touch screen.
    isAppleMobile: /iPhone|iPad|Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1,
    permission: 'Notification' in window ? Notification.permission : 'default',
  });
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Id of the device this browser is, while its subscription lasts. */
export async function deviceHere(): Promise<string | null> {
  if (findObstacle() !== null || !(await currentSubscription())) return null;
  return localStorage.getItem(REMEMBERED);
}

/** Ends the subscription, so that nothing sent to it arrives any more. */
export async function forgetHere(): Promise<void> {
  localStorage.removeItem(REMEMBERED);
  await (await currentSubscription())?.unsubscribe();
}

async function subscribe(publicKey: string): Promise<PushSubscription> {
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

const UNREACHABLE: Problem = {
  message: 'The browser could not sign up with its push service.',
  field: null,
  remediation: ['Check that this device is online and that nothing blocks the push service, then try again.'],
  status: 0,
};

/**
 * Makes this browser a device of the person, and remembers which. An older subscription is ended first: it may be
 * dead, made for another key, or another person's, and what is shown here is for whoever is signed in here.
 */
export async function registerHere(name: string): Promise<Answer<DeviceView>> {
  const key = await request<{ public_key: string }>('GET', '/api/v1/devices/key');
  if (!key.ok) return key;
  await forgetHere();
  const subscription = await subscribe(key.data.public_key).catch(() => null);
  if (!subscription) return { ok: false, problem: UNREACHABLE };
  const { endpoint, keys } = subscription.toJSON();
  const answer = await request<DeviceView>('POST', '/api/v1/devices', { name, endpoint, keys });
  if (answer.ok) localStorage.setItem(REMEMBERED, answer.data.device_id);
  return answer;
}
