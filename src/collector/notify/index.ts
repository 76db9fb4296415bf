import type { Database } from '../../../db/open.ts';
import type { SecretBox } from '../auth/index.ts';
import type { Ctx } from '../context.ts';
import type { Network } from '../outbound.ts';
import { addDevice, findDevice, removeDevice, requirePerson } from './devices.ts';
import { PUBLIC_NETWORK } from './network.ts';
import { ensurePushKeys, readPushKeys, subjectOf } from './push-keys.ts';
import type { AddDevice } from './schema.ts';
import { sendTest } from './send-test.ts';
import { type DeviceRow, notifyStore } from './store.ts';

export { type AddDevice, addDeviceSchema } from './schema.ts';
export type { TestResult } from './send-test.ts';
export type { DeviceRow } from './store.ts';

export interface NotifyDeps {
  database: Database;
  box: SecretBox;
  /** The hub's public address, when it is configured. */
  url: string | undefined;
  homeClientId: string;
  /** Only tests pass one that reaches further than the public internet. */
  network: Network | undefined;
}

/** Opens the devices that people get notifications on, making the hub's key pair in a new database. */
export async function openNotify(
  { database, box, url, homeClientId, network = PUBLIC_NETWORK }: NotifyDeps,
  now: number,
) {
  const store = notifyStore(database);
  const parts = { database, store, box, network, homeClientId, subject: subjectOf(url) };
  await ensurePushKeys(parts, now);
  return {
    /** The public half of the hub's key pair, as browsers want it to subscribe. */
    publicKey: async (ctx: Ctx): Promise<string> => {
      requirePerson(ctx);
      return (await readPushKeys(parts)).publicKey;
    },
    /** The person's own devices, oldest first. */
    listDevices: async (ctx: Ctx): Promise<DeviceRow[]> => store.devicesOf(requirePerson(ctx)),
    addDevice: (ctx: Ctx, input: AddDevice, origin: string, now: number) =>
      addDevice(parts, ctx, input, origin, now),
    removeDevice: async (ctx: Ctx, deviceId: string, now: number): Promise<void> =>
      removeDevice(parts, ctx, await findDevice(parts, ctx, deviceId), 'asked', now),
    sendTest: (ctx: Ctx, deviceId: string, now: number) => sendTest(parts, ctx, deviceId, now),
  };
}

export type Notify = Awaited<ReturnType<typeof openNotify>>;
