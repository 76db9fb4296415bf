import type { ComponentDraft, PartDraft } from './page-draft.ts';
import type { ServerParts } from './server-parts.ts';

/** Where other components of the page are chosen, in place of a server's id. No server has it: theirs have no blanks. */
export const THIS_PAGE = 'this page';

type Named = Pick<ComponentDraft, 'id' | 'name'>;
export type PartOption = readonly [value: string, word: string, explanation?: string];

const SUBJECT = /^(service|container|pool):(.+)$/s;

const placeOf = (part: PartDraft): string => (part.kind === 'component' ? THIS_PAGE : part.server_id);

function choiceOf(part: PartDraft): string {
  if (part.kind === 'component') return part.id;
  return part.kind === 'server' ? part.kind : `${part.kind}:${part.subject}`;
}

function partAt(place: string, value: string): PartDraft {
  if (place === THIS_PAGE) return { kind: 'component', id: value };
  const [, kind, subject = ''] = SUBJECT.exec(value) ?? [];
  if (kind === undefined) return { kind: 'server', server_id: place };
  return { kind: kind as 'service' | 'container' | 'pool', server_id: place, subject };
}

const options = (kind: string, names: readonly string[]): PartOption[] =>
  names.map((name) => [`${kind}:${name}`, name, kind]);

/** The values that are chosen of one place. */
export const chosenAt = (parts: readonly PartDraft[], place: string): string[] =>
  parts.filter((part) => placeOf(part) === place).map(choiceOf);

function knownAt(place: string, servers: readonly ServerParts[], others: readonly Named[]): PartOption[] {
  if (place === THIS_PAGE) return others.map(({ id, name }) => [id, name || 'Without a name yet']);
  const server = servers.find(({ server_id: id }) => id === place);
  return [
    ['server', 'The server itself', 'reports'],
    ...options('service', server?.services ?? []),
    ...options('container', server?.containers ?? []),
    ...options('pool', server?.pools ?? []),
  ];
}

/** What can be chosen of a server, or of the page. What is chosen and gone stays until it is taken away. */
export function optionsAt(
  place: string,
  servers: readonly ServerParts[],
  others: readonly Named[],
  parts: readonly PartDraft[],
): PartOption[] {
  const known = knownAt(place, servers, others);
  const gone = chosenAt(parts, place).filter((value) => !known.some(([one]) => one === value));
  return [...known, ...gone.map((value) => [value, value.replace(/^\w+:/, ''), 'no longer there'] as const)];
}

/** The parts with those of one place as they are chosen now. What stays keeps its place, what is new comes last. */
export function withChosen(
  parts: readonly PartDraft[],
  place: string,
  chosen: readonly string[],
): PartDraft[] {
  const before = chosenAt(parts, place);
  const kept = parts.filter((part) => placeOf(part) !== place || chosen.includes(choiceOf(part)));
  const fresh = chosen.filter((value) => !before.includes(value));
  return [...kept, ...fresh.map((value) => partAt(place, value))];
}

/** Where the choice begins: at what is chosen already, else at the first server. */
export function firstPlace(parts: readonly PartDraft[], servers: readonly ServerParts[]): string {
  const [first] = parts;
  return first ? placeOf(first) : (servers[0]?.server_id ?? THIS_PAGE);
}

/** Every place there is, with its name; a server that is named and gone stays until it is taken away. */
export function placesOf(
  parts: readonly PartDraft[],
  servers: readonly ServerParts[],
  others: readonly Named[],
): (readonly [place: string, name: string])[] {
  const known = servers.map(({ server_id: id, name }) => [id, name] as const);
  const gone = new Set(parts.map(placeOf).filter((place) => place !== THIS_PAGE));
  for (const [id] of known) gone.delete(id);
  const page = others.length > 0 ? [[THIS_PAGE, 'Other things on this page'] as const] : [];
  return [...known, ...[...gone].map((id) => [id, `${id} (no longer there)`] as const), ...page];
}

/** What a part is, in a few words: "jellyfin on Media", "pool tank on NAS". */
export function partWords(
  part: PartDraft,
  servers: readonly ServerParts[],
  others: readonly Named[],
): string {
  if (part.kind === 'component')
    return others.find(({ id }) => id === part.id)?.name || 'something on this page';
  const server = servers.find(({ server_id: id }) => id === part.server_id)?.name ?? part.server_id;
  if (part.kind === 'server') return server;
  return `${part.kind === 'service' ? '' : `${part.kind} `}${part.subject} on ${server}`;
}
