import type { Database } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import type { SecretBox } from '../auth/index.ts';
import { HUB_CTX } from '../context.ts';
import type { Network } from '../outbound.ts';
import { failure } from '../outbound-failure.ts';
import type { Delivery } from './delivery.ts';
import { AUTH_PLACE } from './devices.ts';
import type { PushMessage } from './message.ts';
import type { Notification } from './notification.ts';
import type { Sent } from './outbox/way.ts';
import { readPushKeys } from './push-keys.ts';
import { pushOf } from './push-of.ts';
import { send } from './send.ts';
import type { DeviceRow, NotifyStore } from './store.ts';

export interface DeviceParts {
  database: Database;
  store: NotifyStore;
  box: SecretBox;
  network: Network;
  /** Whom push services may write to. */
  subject: string;
}

const sentOf = (delivery: Delivery): Sent => {
  if (delivery.ok) return delivery;
  const { retry, reason, message } = delivery;
  return { ok: false, retry, message, reason: reason === 'gone' ? 'gone' : retry ? 'network' : 'rejected' };
};

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

/** Null when the hub's secret is not the one it was sealed with. */
function readAuth(box: SecretBox, { auth }: DeviceRow): string | null {
  try {
    return box.open(auth, AUTH_PLACE);
  } catch {
    return null;
  }
}

async function handOver(parts: DeviceParts, device: DeviceRow, message: PushMessage): Promise<Sent> {
  const { box, network, subject } = parts;
  const auth = readAuth(box, device);
  if (auth === null) {
    return failure('rejected', 'The keys of this device cannot be read with this hub’s secret: add it again');
  }
  const keys = await readPushKeys(parts);
  const { endpoint, p256dh, origin } = device;
  return sentOf(await send(network, { ...keys, subject }, { endpoint, p256dh, origin, auth }, message));
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
  const sent = await handOver(parts, device, pushOf(notification, openAlerts));
  await noteSent(parts, device, sent, now);
  return sent;
}
