import { escapeMarkup } from '../escape-markup.ts';
import type { Notification } from '../notification.ts';
import { shorten } from '../shorten.ts';
import { bodyOf, factsOf, headline, messageOf } from '../wording.ts';

export const EMAIL_LIMITS = { title: 150, text: 8000, unit: 'characters' } as const;

const row = ({ label, value }: Notification['fields'][number]) =>
  `<tr><td>${escapeMarkup(label)}&nbsp;</td><td>${escapeMarkup(value)}</td></tr>`;

/** The mail as HTML that every reader of mail shows: no pictures, no script, nothing fetched. */
function htmlOf(notification: Notification): string {
  const { url } = notification;
  const paragraphs = messageOf(notification)
    .split('\n\n')
    .map((part) => `<p>${escapeMarkup(part).replaceAll('\n', '<br>')}</p>`);
  const link = url === null ? [] : [`<p><a href="${escapeMarkup(url)}">Open in Porchlight</a></p>`];
  return [
    '<!doctype html><meta charset="utf-8">',
    `<h2>${escapeMarkup(headline(notification))}</h2>`,
    ...paragraphs,
    `<table>${factsOf(notification).map(row).join('')}</table>`,
    ...link,
  ].join('\n');
}

/**
 * The first mail of a thread is named after it, the later ones refer to that name, so that readers of mail show
 * them together (RFC 5322 §3.6.4).
 */
function threadOf({ id, thread, event }: Notification, domain: string) {
  const first = `<${thread}@${domain}>`;
  if (event === 'opened') return { messageId: first };
  return { messageId: `<${id}@${domain}>`, inReplyTo: first, references: first };
}

/** @param from address of the sender; the thread's names are made with its domain */
export function emailContent(notification: Notification, from: string) {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    subject: shorten(headline(notification), EMAIL_LIMITS.title),
    text: bodyOf(notification, { limit: EMAIL_LIMITS.text, withUrl: true }),
    html: htmlOf(notification),
    ...threadOf(notification, domain),
    // Out-of-office notes must not answer a machine (RFC 3834 §5).
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}
