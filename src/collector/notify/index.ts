import type { Database } from '../../../db/open.ts';
import type { SecretBox } from '../auth/index.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Network, type Outbound, openOutbound } from '../outbound.ts';
import { changeDevice } from './change-device.ts';
import { addDevice, findDevice, removeDevice, requirePerson } from './devices.ts';
import type { PushMessage } from './message.ts';
import { PUBLIC_NETWORK } from './network.ts';
import { openDelivery } from './outbox/deliver.ts';
import { enqueue, type Told } from './outbox/enqueue.ts';
import { type DeliveryQuery, outboxStore } from './outbox/store.ts';
import type { WayTo } from './outbox/way.ts';
import { push, requireEndpoint, type SealedSubscription } from './push.ts';
import { ensurePushKeys, readPushKeys, subjectOf } from './push-keys.ts';
import type { AddDevice, ChangeDevice } from './schema.ts';
import { sendTest } from './send-test.ts';
import { type DeviceRow, notifyStore } from './store.ts';
import type { ChannelVariables } from './targets/environment.ts';
import { openTargets, type Reader } from './targets/index.ts';
import type { NewDelivery, Target } from './types.ts';
import { openWatchdog } from './watchdog/index.ts';
import { wayTo } from './way-to.ts';

export { type FormField, formOf } from './channels/form.ts';
export { CHANNEL_TYPES, CHANNELS, type ChannelType } from './channels/index.ts';
export type { PushMessage } from './message.ts';
export type { Notification, NotificationEvent } from './notification.ts';
export type { CrowdCount, DeliveryRow } from './outbox/store.ts';
export type { Sent, Way } from './outbox/way.ts';
export type { SealedSubscription } from './push.ts';
export { type Routing, routingSchema } from './routing.ts';
export { type AddDevice, addDeviceSchema, changeDeviceSchema, subscriptionKeysSchema } from './schema.ts';
export type { TestResult } from './send-test.ts';
export type { DeviceRow } from './store.ts';
export type { ChannelRecord } from './targets/channel-record.ts';
export type { ChannelTest } from './targets/test-channel.ts';
export type { NewDelivery, Review, ReviewDelivery, Target } from './types.ts';
export type { WatchdogState } from './watchdog/index.ts';

const DAY_MS = 86_400_000;

export interface NotifyDeps {
  database: Database;
  log: Log;
  box: SecretBox;
  /** The hub's public address, when it is configured. */
  url: string | undefined;
  homeClientId: string;
  /** Zone in which messages tell times. */
  zone: string;
  /** Channels that the environment sets up. */
  variables: ChannelVariables;
  /** Only tests pass one that reaches further than the public internet. */
  network: Network | undefined;
  /** How channels reach the world; only tests pass one, in which services stand elsewhere. */
  out: Outbound | undefined;
  /** Everybody who may read alerts. */
  readers: () => Promise<Reader[]>;
  /** How many alerts are open of these clients; null: of every one. */
  openAlertCount: (clientIds: readonly string[] | null) => number;
  retentionDays: () => number;
}

/** Opens channels, devices, the outbox and its delivery, making the hub's key pair in a new database. */
export async function openNotify(deps: NotifyDeps, now: number) {
  const { database, log, box, url, homeClientId, openAlertCount } = deps;
  const { network = PUBLIC_NETWORK, out = openOutbound() } = deps;
  const store = notifyStore(database);
  const outbox = outboxStore(database);
  const devices = { database, store, box, network, homeClientId, subject: subjectOf(url) };
  await ensurePushKeys(devices, now);
  const targets = await openTargets({ ...deps, out }, now);
  const others = new Map<string, WayTo>();
  const ways = { targets, devices, openAlertCount, others };
  const delivery = openDelivery({
    database,
    store: outbox,
    log,
    wayTo: (target) => wayTo(ways, target),
  });
  const told: Told = new Map();

  /** Who gets what is looked up in memory, which follows what a person does. */
  async function thenReload<T>(done: Promise<T>): Promise<T> {
    const result = await done;
    await targets.reloadDevices();
    return result;
  }

  const changeChannel: typeof targets.change = async (ctx, id, changes, now) => {
    await targets.change(ctx, id, changes, now);
    delivery.release(`channel:${id}`);
  };

  return {
    /** The public half of the hub's key pair, as browsers want it to subscribe. */
    publicKey: async (ctx: Ctx): Promise<string> => {
      requirePerson(ctx);
      return (await readPushKeys(devices)).publicKey;
    },
    /** The same for whoever may be told without an account; null: nothing can be sent with this hub's secret. */
    pushKey: (): Promise<string | null> =>
      readPushKeys(devices).then(
        ({ publicKey }) => publicKey,
        (error: unknown) => {
          if (error instanceof AppError) return null;
          throw error;
        },
      ),
    /** The address of a browser's push service as it is stored. @throws AppError `invalid` */
    requireEndpoint: (endpoint: string): string => requireEndpoint(endpoint, network),
    /** Hands a message to a browser that another module keeps. @throws AppError `unavailable` */
    push: (subscription: SealedSubscription, message: PushMessage) => push(devices, subscription, message),
    /** Says how targets of a kind of its own are reached, by their id; before anything is delivered. */
    addWay: (kind: string, wayTo: WayTo): void => void others.set(kind, wayTo),
    /** The person's own devices, oldest first. */
    listDevices: async (ctx: Ctx): Promise<DeviceRow[]> => store.devicesOf(requirePerson(ctx)),
    addDevice: (ctx: Ctx, input: AddDevice, origin: string, now: number) =>
      thenReload(addDevice(devices, ctx, input, origin, now)),
    changeDevice: (ctx: Ctx, deviceId: string, changes: ChangeDevice, now: number) =>
      thenReload(changeDevice(devices, ctx, deviceId, changes, now)),
    removeDevice: async (ctx: Ctx, deviceId: string, now: number): Promise<void> =>
      thenReload(removeDevice(devices, ctx, await findDevice(devices, ctx, deviceId), 'asked', now)),
    sendTest: (ctx: Ctx, deviceId: string, now: number) => thenReload(sendTest(devices, ctx, deviceId, now)),

    channels: { ...targets, change: changeChannel },
    /** Where something goes. */
    targetsFor: targets.targetsFor,
    /** Who was told, or will be, of something that is not over. */
    toldTargets: (thread: string): Target[] => targets.known(told.get(thread) ?? new Set()),
    /** After a restart: who was told of what is not over. */
    remember: async (threads: string[]): Promise<void> => {
      if (threads.length === 0) return;
      for (const { thread, target } of await outbox.targetsOf(threads)) {
        told.set(thread, (told.get(thread) ?? new Set()).add(target));
      }
    },
    /** Job: forgets who was told of anything but these. */
    rememberOnly: (threads: ReadonlySet<string>): void => {
      for (const thread of told.keys()) if (!threads.has(thread)) told.delete(thread);
    },
    /** For the batch of what it tells of. */
    enqueue: (deliveries: readonly NewDelivery[], now: number) =>
      enqueue({ store: outbox, told, expect: delivery.expect }, deliveries, now),
    /** Job: begins to deliver what is due. */
    deliverDue: delivery.deliverDue,
    nextDueAt: delivery.nextDueAt,
    onDue: delivery.onDue,
    /** Resolves once nothing is on its way. */
    settled: delivery.settled,
    /** Ends delivering: what is on its way comes to its end, the rest waits for the next start. */
    drain: delivery.drain,
    /** Job: who may read what, as people come and go. */
    reloadReaders: targets.reloadDevices,
    /** What was told of one thing, oldest first; the caller may see it. */
    deliveriesOf: (clientIds: string[], thread: string) => outbox.ofThread(clientIds, thread),
    /** How many visitors were told of each event of one thing; the caller may see it. */
    crowdOf: (clientIds: string[], thread: string) => outbox.crowdOf(clientIds, thread),
    /** Says no more of one thing to whom it was not said yet; for the batch that removes it. */
    withdraw: outbox.withdraw,
    /** The delivery log, newest first, without visitors. @throws AppError `forbidden` */
    listDeliveries: (ctx: Ctx, query: DeliveryQuery) => outbox.page(requireScope(ctx, 'read'), query),
    watchdog: openWatchdog({ database, box, out, deliveredAt: delivery.lastRunAt }),
    /** Job: drops what was delivered long ago. */
    prune: (now: number): Promise<void> =>
      database.write([outbox.prune(now - deps.retentionDays() * DAY_MS)]),
  };
}

export type Notify = Awaited<ReturnType<typeof openNotify>>;
