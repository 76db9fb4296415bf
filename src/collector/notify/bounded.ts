import type { Notification } from './notification.ts';
import { shorten } from './shorten.ts';

/** Limits that every channel can carry, and that keep a signed webhook under the 20 kB its standard advises. */
const TITLE = 150;
const SERVER = 80;
const MESSAGE = 4000;
const FIELDS = 10;
const LABEL = 40;
const VALUE = 160;
const ITEMS = 20;
const ITEM = 120;
const URL_LENGTH = 500;

/** All control characters but the line break. */
const CONTROLS = /(?!\n)\p{Cc}/gu;

const clean = (text: string) => text.toWellFormed().replaceAll('\r\n', '\n').replace(CONTROLS, ' ').trim();
const line = (text: string, limit: number) => shorten(clean(text).replace(/\s+/g, ' '), limit);

/** An address that may stand in an attribute as it is; null when it is none. */
function pageOf(url: string | null): string | null {
  if (url === null || url.length > URL_LENGTH || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return /^https?:$/.test(protocol) ? href : null;
}

function itemsOf(items: string[]): string[] {
  const shown = items.length > ITEMS ? items.slice(0, ITEMS - 1) : items;
  const lines = shown.map((item) => line(item, ITEM));
  const left = items.length - shown.length;
  return left === 0 ? lines : [...lines, `and ${left} more`];
}

/** A notification of which every part has its measure: lines are lines, and nothing in it is endless. */
export function bounded(notification: Notification): Notification {
  const { title, message, server, fields, items, url } = notification;
  return {
    ...notification,
    title: line(title, TITLE),
    message: shorten(clean(message), MESSAGE),
    server: server === null ? null : line(server, SERVER),
    fields: fields
      .map(({ label, value }) => ({ label: line(label, LABEL), value: line(value, VALUE) }))
      .filter(({ label, value }) => label !== '' && value !== '')
      .slice(0, FIELDS),
    items: itemsOf(items),
    url: pageOf(url),
  };
}
