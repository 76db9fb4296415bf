import type { SecretBox } from '../auth/index.ts';
import { AppError } from '../errors.ts';
import type { Network } from '../outbound.ts';
import { failure } from '../outbound-failure.ts';
import type { Delivery } from './delivery.ts';
import { endpointProblem } from './endpoint.ts';
import type { PushMessage } from './message.ts';
import type { Sent } from './outbox/way.ts';
import { readPushKeys } from './push-keys.ts';
import { type Subscription, send } from './send.ts';
import type { NotifyStore } from './store.ts';

export interface PushParts {
  store: NotifyStore;
  box: SecretBox;
  network: Network;
  /** Whom push services may write to. */
  subject: string;
}

/** A browser's subscription as it is stored: its `auth` is sealed for `place`. */
export interface SealedSubscription extends Subscription {
  place: string;
}

/**
 * The address that a browser gave for its push service, as it is stored.
 * @throws AppError `invalid` when nothing may be sent there
 */
export function requireEndpoint(endpoint: string, network: Network): string {
  const problem = endpointProblem(endpoint, network.allows);
  if (problem) throw new AppError('invalid', `endpoint: ${problem}`, { field: 'endpoint' });
  return new URL(endpoint).href;
}

const sentOf = (delivery: Delivery): Sent => {
  if (delivery.ok) return delivery;
  const { retry, reason, message } = delivery;
  return { ok: false, retry, message, reason: reason === 'gone' ? 'gone' : retry ? 'network' : 'rejected' };
};

/** Null when the hub's secret is not the one it was sealed with. */
function readAuth(box: SecretBox, { auth, place }: SealedSubscription): string | null {
  try {
    return box.open(auth, place);
  } catch {
    return null;
  }
}

/** Hands one message to a browser's push service. @throws AppError `unavailable` (the hub's secret has changed) */
export async function push(
  parts: PushParts,
  subscription: SealedSubscription,
  message: PushMessage,
): Promise<Sent> {
  const { box, network, subject } = parts;
  const auth = readAuth(box, subscription);
  if (auth === null) {
    return failure(
      'rejected',
      'The keys of this browser cannot be read with this hub’s secret: add it again',
    );
  }
  const keys = await readPushKeys(parts);
  const { endpoint, p256dh, origin } = subscription;
  return sentOf(await send(network, { ...keys, subject }, { endpoint, p256dh, origin, auth }, message));
}
