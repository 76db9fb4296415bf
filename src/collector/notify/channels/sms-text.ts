import { clock, duration } from '../../../words/times.ts';
import type { Notification } from '../notification.ts';
import { shorten, units } from '../shorten.ts';
import { messageOf, plainHeadline } from '../wording.ts';

/** The characters of the GSM alphabet (3GPP TS 23.038 §6.2.1), and those that take two places in it. */
const GSM = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_TWICE = new Set('^{}\\[~]|€');
/** Places in one message (ibid.): septets of that alphabet, or UTF-16 units when a single other character occurs. */
const SEPTETS = 160;
const UNITS = 70;

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u200d\ufe0f\u20e3]/gu;
/** Typography that would more than halve the room, and what says the same. */
const PLAINER: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '•': '-',
  '…': '..',
  '\u00a0': ' ',
};

function plain(text: string): string {
  const letters = [...text.replace(EMOJI, '')].map((character) => PLAINER[character] ?? character);
  return letters.join('').replace(/\s+/g, ' ').trim();
}

const septets = (text: string) =>
  [...text].reduce((sum, character) => sum + (GSM_TWICE.has(character) ? 2 : 1), 0);
const isGsm = (text: string) => [...text].every((one) => GSM.has(one) || GSM_TWICE.has(one));

/** What stands at the end, the address only where it leaves half of the room for the rest. */
function endOf({ at, zone, lastedMs, url }: Notification, half: number): string {
  const lasted = lastedMs === null ? '' : ` after ${duration(lastedMs / 1000)}`;
  const time = ` ${clock(at, zone)}${lasted}`;
  return url === null || septets(`${time} ${url}`) > half ? time : `${time} ${url}`;
}

/** A notification as one text message, which is what it costs: no emoji, and cut where it must be. */
export function smsText(notification: Notification): string {
  const { server } = notification;
  const head = server === null ? plainHeadline(notification) : `${plainHeadline(notification)} (${server})`;
  const said = plain([head, messageOf(notification)].filter((part) => part !== '').join('. '));
  const [limit, size] = isGsm(said + endOf(notification, SEPTETS / 2)) ? [SEPTETS, septets] : [UNITS, units];
  const end = endOf(notification, limit / 2);
  return shorten(said, limit - size(end), { size, more: '..' }) + end;
}
