import { shorten } from './shorten.ts';

/** A button that our service worker knows: `acknowledge`, `open`, `stop`. */
export interface PushAction {
  action: string;
  title: string;
}

/** What a browser shows. */
export interface PushMessage {
  title: string;
  body: string;
  /** Page of the hub that it opens, as "/settings/device". */
  path: string;
  /** A newer notification with the same tag replaces the older one. */
  tag: string;
  urgency: 'very-low' | 'low' | 'normal' | 'high';
  /** How long the push service keeps it for a device that is off. */
  ttlSeconds: number;
  /** Of its words, as "de"; English unless told. */
  lang?: string;
  /** Buttons on it, in its language; those of an alert unless told. */
  actions?: readonly PushAction[];
  /** The alert that it can acknowledge. */
  alertId?: string;
  /** How many alerts are open, for the badge of the app. */
  badge?: number;
}

/** Plain text that fits into the 4,096 bytes a push service must take (RFC 8291 §4). */
export const MAX_PAYLOAD_BYTES = 3993;
const MAX_TITLE_CHARACTERS = 120;

const OF_AN_ALERT: readonly PushAction[] = [
  { action: 'acknowledge', title: 'Acknowledge' },
  { action: 'open', title: 'Open' },
];

/** Browsers that show a message without our script open the page for each; the worker does more. */
function actionsOf({ alertId, actions }: PushMessage, navigate: string) {
  const shown = actions ?? (alertId === undefined ? [] : OF_AN_ALERT);
  return shown.length === 0 ? {} : { actions: shown.map((action) => ({ ...action, navigate })) };
}

/**
 * The message as declarative web push (Push API, "declarative push message"): browsers that know it show it
 * without our script, in others the service worker reads the same object. A body too long is cut.
 * @param origin the hub's address as the device knows it
 */
export function payloadOf(message: PushMessage, origin: string): string {
  const { title, body, path, tag, lang = 'en', alertId, badge } = message;
  const page = new URL(path, origin).href;
  const shown = (text: string) =>
    JSON.stringify({
      web_push: 8030,
      notification: {
        title: shorten(title, MAX_TITLE_CHARACTERS),
        body: text,
        navigate: page,
        lang,
        dir: 'ltr',
        tag,
        ...actionsOf(message, page),
        ...(alertId !== undefined && { data: { alert_id: alertId } }),
      },
      ...(badge !== undefined && { app_badge: badge }),
    });
  let text = body;
  while (text !== '' && Buffer.byteLength(shown(text)) > MAX_PAYLOAD_BYTES) {
    text = shorten(text, Math.floor(text.length * 0.9));
  }
  return shown(text);
}

/** What *Send test* sends. */
export function testNotification(deviceName: string): PushMessage {
  return {
    title: 'Porchlight reaches this device',
    body: `This is the test you asked for on “${deviceName}”.`,
    path: '/settings/device',
    tag: 'test',
    urgency: 'high',
    ttlSeconds: 300,
  };
}
