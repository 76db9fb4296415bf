import type { Ctx } from '../context.ts';
import type { Delivery } from './delivery.ts';
import { AUTH_PLACE, type DeviceParts, findDevice, removeDevice } from './devices.ts';
import { testNotification } from './message.ts';
import { readPushKeys } from './push-keys.ts';
import { send } from './send.ts';
import type { DeviceRow } from './store.ts';

/** `accepted`: the push service has it; `removed`: the browser is gone, and so is its entry here. */
export interface TestResult {
  outcome: 'accepted' | 'removed' | 'failed';
  message: string;
}

type Parts = DeviceParts & { subject: string };

async function noteResult(
  parts: Parts,
  ctx: Ctx,
  row: DeviceRow,
  delivery: Delivery,
  now: number,
): Promise<TestResult> {
  const { database, store } = parts;
  if (delivery.ok) {
    await database.write([store.noteDelivered(row.personId, row.id, now)]);
    return { outcome: 'accepted', message: 'The push service has it. It should show within a few seconds.' };
  }
  if (delivery.reason === 'gone') {
    await removeDevice(parts, ctx, row, 'gone', now);
    return { outcome: 'removed', message: `${delivery.message}, so “${row.name}” was removed.` };
  }
  await database.write([store.noteFailed(row.personId, row.id, delivery.message)]);
  return { outcome: 'failed', message: `${delivery.message}.` };
}

/**
 * Sends a test notification to one of the person's devices and notes how it went.
 * @throws AppError `not_found`, `forbidden` (a key), `unavailable` (the hub's secret has changed)
 */
export async function sendTest(parts: Parts, ctx: Ctx, deviceId: string, now: number): Promise<TestResult> {
  const row = await findDevice(parts, ctx, deviceId);
  const keys = await readPushKeys(parts);
  const { endpoint, p256dh, origin } = row;
  const subscription = { endpoint, p256dh, origin, auth: parts.box.open(row.auth, AUTH_PLACE) };
  const sender = { ...keys, subject: parts.subject };
  const delivery = await send(parts.network, sender, subscription, testNotification(row.name));
  return noteResult(parts, ctx, row, delivery, now);
}
