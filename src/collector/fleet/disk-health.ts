import type { Facts, ServerState, Sighting, Transition } from './types.ts';

/** Whether the agent says how a disk is. Names come from outside, "constructor" too. */
export function isToldByAgent({ disks = {} }: Facts, disk: string): boolean {
  return Object.hasOwn(disks, disk) && disks[disk]?.isHealthTold === true;
}

/** Whether what the agent said last of a disk still holds: nobody has lost track of it. */
function holdsAgentsWord({ facts, states }: ServerState, disk: string): boolean {
  const known = states.get(`disk:${disk}`)?.state ?? 'unknown';
  return known !== 'unknown' && isToldByAgent(facts, disk);
}

/** What a report says of states, without disks of which its server's own agent knows more. */
export function statesThatCount(server: ServerState, { reportedBy, states }: Sighting): Sighting['states'] {
  if (reportedBy === 'agent') return states;
  return states.filter(({ kind, subject }) => kind !== 'disk' || !holdsAgentsWord(server, subject));
}

/** Disks that the agent has told of and now does not: gone, or their health cannot be read any more. */
export function lostDisks(server: ServerState, { reportedBy, states, facts, at }: Sighting): Transition[] {
  if (reportedBy !== 'agent') return [];
  const told = new Set(states.flatMap(({ kind, subject }) => (kind === 'disk' ? [subject] : [])));
  const lost = Object.keys(server.facts.disks ?? {}).filter(
    (disk) => !told.has(disk) && holdsAgentsWord(server, disk),
  );
  return lost.map((disk) => {
    const isThere = Object.hasOwn(facts.disks ?? {}, disk);
    const reason = isThere ? 'Its health could not be read' : 'The report does not name it';
    return { kind: 'disk', subject: disk, state: 'unknown', at, reason };
  });
}

/** Facts on disks after a push: it speaks for those of which the agent's word was lost, until the agent is back. */
export function disksAfterPush(server: ServerState, { states }: Sighting): Facts['disks'] {
  const pushed = new Set(states.flatMap(({ kind, subject }) => (kind === 'disk' ? [subject] : [])));
  const entries = Object.entries(server.facts.disks ?? {}).map(([disk, facts]) => {
    const isTakenOver = pushed.has(disk) && !holdsAgentsWord(server, disk);
    return [disk, isTakenOver ? { ...facts, isHealthTold: false } : facts] as const;
  });
  return Object.fromEntries(entries);
}
