import type { Ctx } from '../../context.ts';
import { newId } from '../../id.ts';
import type { Outbound } from '../../outbound.ts';
import { failure } from '../../outbound-failure.ts';
import type { Delivery } from '../channels/channel.ts';
import { CHANNELS } from '../channels/index.ts';
import type { Notification } from '../notification.ts';
import { type ChannelRecord, readConfig, sealConfig } from './channel-record.ts';
import { type ChannelParts, findForChange } from './channels.ts';

/** How a test went, in words. */
export interface ChannelTest {
  outcome: 'accepted' | 'failed';
  message: string;
}

function testNotification(name: string, zone: string, now: number): Notification {
  const id = newId(now);
  return {
    id,
    thread: id,
    event: 'test',
    severity: 'low',
    title: 'Porchlight reaches this channel',
    message: `This is the test that somebody asked for on “${name}”.`,
    server: null,
    at: now,
    zone,
    url: null,
    fields: [],
    lastedMs: null,
    items: [],
  };
}

type Parts = Pick<ChannelParts, 'database' | 'store' | 'box' | 'reload'> & { out: Outbound };

/** Hands one notification to a channel, and keeps what the other side changed of its configuration. */
export async function sendTo(
  { database, store, box, reload, out }: Parts,
  channel: ChannelRecord,
  notification: Notification,
): Promise<Delivery> {
  const { label, deliver } = CHANNELS[channel.type];
  const config = readConfig(box, channel);
  if (!config) return failure('rejected', `What ${label} needs cannot be read with this hub’s secret`);
  const delivery = await deliver(config, notification, out);
  if (delivery.ok && delivery.changes) {
    await database.write([
      store.noteChannel(channel, { config: sealConfig(box, { ...config, ...delivery.changes }) }),
    ]);
    await reload();
  }
  return delivery;
}

/** Notes how a channel does. One at which something arrived works again. */
export async function noteDelivery(
  { database, store, reload }: Omit<Parts, 'out'>,
  channel: ChannelRecord,
  delivery: { ok: true } | { ok: false; message: string },
  isDead: boolean,
  now: number,
): Promise<void> {
  const columns = delivery.ok
    ? { lastDeliveredAt: now, failedReason: null, deadReason: null }
    : { failedReason: delivery.message, ...(isDead && { deadReason: delivery.message }) };
  await database.write([store.noteChannel(channel, columns)]);
  await reload();
}

/**
 * Sends a test and notes how it went.
 * @throws AppError `forbidden`, `not_found`
 */
export async function testChannel(
  parts: ChannelParts & { out: Outbound; zone: string },
  ctx: Ctx,
  id: string,
  now: number,
): Promise<ChannelTest> {
  const channel = findForChange(parts, ctx, id);
  const delivery = await sendTo(parts, channel, testNotification(channel.name, parts.zone, now));
  await noteDelivery(parts, channel, delivery, false, now);
  if (!delivery.ok) return { outcome: 'failed', message: `${delivery.message}.` };
  return { outcome: 'accepted', message: `${CHANNELS[channel.type].label} has it. Look whether it shows.` };
}
