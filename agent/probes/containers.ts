import type { ContainerReport } from '../protocol.ts';
import { at, countAt, listAt, parseJson, textAt } from './foreign-json.ts';

/** A container as the engine lists it. */
export interface Container extends Pick<ContainerReport, 'name' | 'image' | 'state'> {
  id: string;
  health: string | null;
  sharesHostNetwork: boolean;
}

/** What the engine tells only of one container at a time. */
export interface Inspection {
  /** Its first process; null while it does not run. */
  pid: number | null;
  restarts: number | null;
}

/** As the engine writes it for people: "Up 2 hours (healthy)", "Up 5 seconds (health: starting)". */
const HEALTH = /\((?:health: )?(healthy|unhealthy|starting)\)$/;
/** The id becomes part of paths. */
const ID = /^[0-9a-f]{12,64}$/;

/** Names begin with a slash; one with a second slash is what a linked container calls this one. */
function ownName(container: unknown): string | null {
  const names = listAt(container, 'Names').map((name) => textAt(name));
  return names.find((name) => name?.lastIndexOf('/') === 0)?.slice(1) || null;
}

/**
 * The containers of `GET /containers/json`; entries without id, name or state are left out.
 * @throws Error when it is no list
 */
export function parseContainers(text: string): Container[] {
  const listed = parseJson(text);
  if (!Array.isArray(listed)) throw new Error('The Docker engine answers with something other than a list');
  return listed.flatMap((entry) => {
    const [id, name, state] = [textAt(entry, 'Id'), ownName(entry), textAt(entry, 'State')];
    if (!id || !ID.test(id) || !name || !state) return [];
    const health = HEALTH.exec(textAt(entry, 'Status') ?? '')?.[1] ?? null;
    const sharesHostNetwork = at(entry, 'HostConfig', 'NetworkMode') === 'host';
    return [{ id, name, image: textAt(entry, 'Image') ?? '', state, health, sharesHostNetwork }];
  });
}

/** What is used of `GET /containers/{id}/json`; null for what it does not say. */
export function parseInspection(text: string): Inspection {
  const inspected = parseJson(text);
  return { pid: countAt(inspected, 'State', 'Pid') || null, restarts: countAt(inspected, 'RestartCount') };
}
