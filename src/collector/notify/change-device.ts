import { auditStatement } from '../audit-log.ts';
import type { Ctx } from '../context.ts';
import { type DeviceParts, findDevice } from './devices.ts';
import type { ChangeDevice } from './schema.ts';
import type { DeviceRow } from './store.ts';

/** Says of which severities a device wants to know. @throws AppError `not_found`, `forbidden` (a key) */
export async function changeDevice(
  parts: DeviceParts,
  ctx: Ctx,
  deviceId: string,
  { severities }: ChangeDevice,
  now: number,
): Promise<DeviceRow> {
  const { database, store } = parts;
  const row = await findDevice(parts, ctx, deviceId);
  const details = { name: row.name, severities };
  const audit = { clientId: row.clientId, action: 'device.update', subject: row.id, details };
  await database.write([
    store.setSeverities(row.personId, row.id, severities),
    auditStatement(database, ctx, audit, now),
  ]);
  return { ...row, severities };
}
