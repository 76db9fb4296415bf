import type { Ctx } from '../../context.ts';
import type { DeliveryRow, Notify } from '../../notify/index.ts';

export interface ShownDeliveryParts {
  notify: Notify;
  fleet: { homeClientId: string };
}

const DEVICE = 'device:';
/** Stands for the devices of people who are told because they run the hub. */
const OF_THE_HUB = { target: 'device', targetName: 'Who runs the hub' };

/** Of these devices, by their keys: those of the people of each client; of the hub's own, those of its owners too. */
async function ownersOf({ notify, fleet }: ShownDeliveryParts, targets: ReadonlySet<string>) {
  const readers = new Map((await notify.channels.readers()).map((reader) => [reader.personId, reader]));
  const clients = new Map<string, readonly string[]>();
  for (const target of targets) {
    const device = await notify.channels.deviceForSending(target.slice(DEVICE.length));
    const reader = device && readers.get(device.personId);
    clients.set(target, reader ? (reader.clientIds ?? [fleet.homeClientId]) : []);
  }
  return clients;
}

/**
 * Deliveries as the asker may see them: to those who do not run the hub, devices of people from outside the client are
 * not named.
 */
export async function shownDeliveries(
  parts: ShownDeliveryParts,
  ctx: Ctx,
  rows: readonly DeliveryRow[],
): Promise<DeliveryRow[]> {
  if (ctx.hubWide) return [...rows];
  const devices = rows.map(({ target }) => target).filter((target) => target.startsWith(DEVICE));
  const owners = await ownersOf(parts, new Set(devices));
  return rows.map((row) => {
    const clients = owners.get(row.target);
    return clients === undefined || clients.includes(row.clientId) ? row : { ...row, ...OF_THE_HUB };
  });
}
