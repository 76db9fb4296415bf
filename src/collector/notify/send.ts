import webPush from 'web-push';
import { type Network, post } from '../outbound.ts';
import { AddressRefusedError } from '../outbound-lookup.ts';
import { type Delivery, deliveryOfError, deliveryOfStatus } from './delivery.ts';
import { endpointProblem } from './endpoint.ts';
import { type PushMessage, payloadOf } from './message.ts';

export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
  /** The hub's address as this browser knows it. */
  origin: string;
}

/** Who sends, for the push service (RFC 8292). */
export interface Sender {
  publicKey: string;
  privateKey: string;
  /** Whom the push service may write to: `https:` or `mailto:`. */
  subject: string;
}

const ENCODING = 'aes128gcm';

function requestOf(sender: Sender, subscription: Subscription, message: PushMessage) {
  const { endpoint, p256dh, auth, origin } = subscription;
  const { subject, publicKey, privateKey } = sender;
  const vapid = webPush.getVapidHeaders(new URL(endpoint).origin, subject, publicKey, privateKey, ENCODING);
  return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payloadOf(message, origin), {
    TTL: message.ttlSeconds,
    urgency: message.urgency,
    contentEncoding: ENCODING,
    headers: { Authorization: vapid.Authorization },
  });
}

/**
 * Encrypts a notification for one browser (RFC 8291) and hands it to that browser's push service. The library
 * makes the request; our own socket carries it, because the library's would go wherever a name leads.
 */
export async function send(
  network: Network,
  sender: Sender,
  subscription: Subscription,
  message: PushMessage,
): Promise<Delivery> {
  if (endpointProblem(subscription.endpoint, network.allows))
    return deliveryOfError(new AddressRefusedError());
  try {
    const { headers, body } = requestOf(sender, subscription, message);
    const fields = headers as Record<string, string | number>;
    const answer = await post(network, { url: subscription.endpoint, headers: fields, body });
    return deliveryOfStatus(answer.status);
  } catch (error) {
    return deliveryOfError(error);
  }
}
