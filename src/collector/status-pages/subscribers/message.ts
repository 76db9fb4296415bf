import { incidentTitleOf, updateText, wordsOf } from '../../../words/status/index.ts';
import type { Language, Template } from '../../../words/status/words.ts';
import { newId } from '../../id.ts';
import type { Notification, PushMessage } from '../../notify/index.ts';
import type { Incident, StatusPage, UpdateRow } from '../types.ts';
import { componentsOf } from '../watch/components-of.ts';
import type { Addressee } from './store.ts';

/** Somebody whose browser was off for longer finds on the page what still matters. */
const TTL_SECONDS = 12 * 3600;

const concernsOf = ({ definition }: StatusPage, { components }: Incident): string[] =>
  componentsOf(definition).flatMap(({ key, name }) => (components.includes(key) ? [name] : []));

/**
 * An update as a visitor reads it, but for where. It names nothing that the page does not show: no id of the hub, and
 * what it belongs to by its public key.
 */
export function newsOf(page: StatusPage, incident: Incident, update: UpdateRow, language: Language) {
  const words = wordsOf(language);
  const title = incidentTitleOf({ title: incident.title, concerns: concernsOf(page, incident) }, words);
  return {
    id: newId(update.at),
    thread: `incident:${incident.key}`,
    event: update.state === 'resolved' ? 'resolved' : 'opened',
    severity: 'low',
    title: `${title} · ${words.incidentStates[update.state]}`,
    message: updateText({ template: update.template as Template | null, text: update.text }, words),
    server: null,
    at: update.at,
    zone: page.definition.zone,
    fields: [],
    lastedMs: null,
    items: [],
  } satisfies Omit<Notification, 'url'>;
}

/** The page in a visitor's language, at the address by which their browser knows the hub. */
export function addressFor({ slug }: StatusPage, { origin, language }: Addressee): string {
  return new URL(['/status', slug, language].filter((part) => part !== '').join('/'), origin).href;
}

/** As a browser shows it, with a button that ends it. */
export function pushFor({ title, message, thread, url }: Notification, language: Language): PushMessage {
  return {
    title,
    body: message,
    path: url === null ? '/status' : new URL(url).pathname,
    tag: thread,
    urgency: 'normal',
    ttlSeconds: TTL_SECONDS,
    lang: language,
    actions: [{ action: 'stop', title: wordsOf(language).notify.stop }],
  };
}
