import type { DeviceView } from '../../collector/api/schema/devices.ts';
import type { Problem } from '../client/problem.ts';
import { type Answer, request } from '../client/request.ts';
import { registerWorker } from '../client/worker.ts';
import { type Obstacle, obstacleOf } from './obstacle.ts';
import { forgetDevice, rememberDevice, rememberedDevice } from './remembered-device.ts';

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
  return rememberedDevice();
}

/** Ends the subscription, so that nothing sent to it arrives any more. */
export async function forgetHere(): Promise<void> {
  await forgetDevice();
  await (await currentSubscription())?.unsubscribe();
}

async function subscribe(publicKey: string): Promise<PushSubscription> {
  await registerWorker();
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
  if (answer.ok) await rememberDevice(answer.data.device_id);
  return answer;
}
