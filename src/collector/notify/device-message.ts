import type { Database } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { HUB_CTX } from '../context.ts';
import { AUTH_PLACE } from './devices.ts';
import type { Notification } from './notification.ts';
import type { Sent } from './outbox/way.ts';
import { type PushParts, push } from './push.ts';
import { pushOf } from './push-of.ts';
import type { DeviceRow } from './store.ts';

export interface DeviceParts extends PushParts {
  database: Database;
}

async function noteSent(
  { database, store }: DeviceParts,
  device: DeviceRow,
  sent: Sent,
  now: number,
): Promise<void> {
  const { personId, id, name, clientId } = device;
  if (sent.ok) return database.write([store.noteDelivered(personId, id, now)]);
  if (sent.reason !== 'gone') return database.write([store.noteFailed(personId, id, sent.message)]);
  const audit = { clientId, action: 'device.remove', subject: id, details: { name, reason: 'gone' } };
  return database.write([store.remove(personId, id), auditStatement(database, HUB_CTX, audit, now)]);
}

/**
 * Hands one notification to a person's browser and notes how it went; one that has ended its subscription is removed.
 * @param openAlerts how many alerts are open for its person
 */
export async function sendToDevice(
  parts: DeviceParts,
  device: DeviceRow,
  notification: Notification,
  openAlerts: number,
  now: number,
): Promise<Sent> {
  const sent = await push(parts, { ...device, place: AUTH_PLACE }, pushOf(notification, openAlerts));
  await noteSent(parts, device, sent, now);
  return sent;
}
