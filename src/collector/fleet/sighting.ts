import { disksAfterPush, isToldByAgent, lostDisks, statesThatCount } from './disk-health.ts';
import { presenceOf } from './presence.ts';
import type { Facts, ServerRecord, ServerState, Sighting, Transition } from './types.ts';

/** What a sighting changes in what is known. */
export interface SightingChanges {
  /** Columns of the server's record that differ. */
  columns: Partial<ServerRecord>;
  transitions: Transition[];
}

/** A record made from nothing but a first report: what the report lacks is filled from what is known. */
export function recordFromSighting(sighting: Sighting, now: number): ServerRecord {
  return {
    id: sighting.serverId,
    clientId: sighting.clientId,
    displayName: sighting.displayName ?? sighting.serverId,
    hostname: sighting.hostname ?? sighting.serverId,
    ipAddress: sighting.ipAddress ?? sighting.peer,
    macAddress: sighting.macAddress,
    tdpWatts: 50,
    location: null,
    tags: [],
    osDistribution: null,
    osVersion: null,
    kernel: null,
    architecture: null,
    agentVersion: null,
    reportedBy: sighting.reportedBy,
    facts: '{}',
    learningUntil: null,
    registeredAt: now,
  };
}

/** Fields that the machine knows best: the newest report wins, but a workflow does not talk over its agent. */
function detectedColumns(record: ServerRecord, sighting: Sighting): Partial<ServerRecord> {
  const { os, agentVersion } = sighting;
  if (sighting.reportedBy === 'webhook' && record.reportedBy === 'agent' && record.osVersion !== null)
    return {};
  return {
    ...(os?.distribution !== undefined && { osDistribution: os.distribution }),
    ...(os?.version !== undefined && { osVersion: os.version }),
    ...(os?.kernel !== undefined && { kernel: os.kernel }),
    ...(os?.architecture !== undefined && { architecture: os.architecture }),
    ...(agentVersion && { agentVersion }),
  };
}

/** An agent and a workflow tell of different things: what the other one said stays. */
function factsAfter(server: ServerState, sighting: Sighting): Facts {
  const { facts: before } = server;
  const { reportedBy, facts } = sighting;
  if (reportedBy === 'webhook') {
    return { ...before, ...facts, ...(before.disks && { disks: disksAfterPush(server, sighting) }) };
  }
  return { ...facts, ...(before.reportedUnits && { reportedUnits: before.reportedUnits }) };
}

/** Agents report every minute, so one decides how long silence is normal; a workflow only where none reports. */
function reporterAfter(server: ServerState, { reportedBy }: Sighting): ServerRecord['reportedBy'] {
  const isAlone = reportedBy === 'agent' || presenceOf(server) !== 'online';
  return isAlone ? reportedBy : server.record.reportedBy;
}

/** Fields that a person may have set: a report only fills what is empty. */
function missingColumns(record: ServerRecord, sighting: Sighting): Partial<ServerRecord> {
  return {
    ...(record.hostname === '' && { hostname: sighting.hostname ?? sighting.serverId }),
    ...(record.ipAddress === '' && { ipAddress: sighting.ipAddress ?? sighting.peer }),
    ...(record.macAddress === null && sighting.macAddress && { macAddress: sighting.macAddress }),
  };
}

function changedColumns(server: ServerState, sighting: Sighting): Partial<ServerRecord> {
  const { record } = server;
  const wanted: Partial<ServerRecord> = {
    ...detectedColumns(record, sighting),
    ...missingColumns(record, sighting),
    reportedBy: reporterAfter(server, sighting),
    facts: JSON.stringify(factsAfter(server, sighting)),
  };
  const changed = Object.entries(wanted).filter(
    ([key, value]) => record[key as keyof ServerRecord] !== value,
  );
  return Object.fromEntries(changed);
}

function cameOnline(server: ServerState, now: number): Transition[] {
  if (presenceOf(server) === 'online') return [];
  const reason = server.lastSeenAt === null ? 'First report' : 'Reporting again';
  return [{ kind: 'server', subject: '', state: 'online', at: now, reason }];
}

function changedStates(server: ServerState, sighting: Sighting): Transition[] {
  return statesThatCount(server, sighting).flatMap(({ kind, subject, state }) => {
    const before = server.states.get(`${kind}:${subject}`)?.state;
    if (before === state) return [];
    const reason = before === undefined ? 'First report' : `Was ${before}`;
    return [{ kind, subject, state, at: sighting.at, reason }];
  });
}

/** Expected services that a report should name and does not: what they were proves nothing any more. */
function lostServices(server: ServerState, sighting: Sighting): Transition[] {
  if (!sighting.speaksOfServices) return [];
  const named = new Set(
    sighting.states.filter(({ kind }) => kind === 'service').map(({ subject }) => subject),
  );
  const lost = server.expected.filter(({ name }) => {
    const before = server.states.get(`service:${name}`)?.state ?? 'unknown';
    return before !== 'unknown' && !named.has(name);
  });
  return lost.map(({ name }) => ({
    kind: 'service',
    subject: name,
    state: 'unknown',
    at: sighting.at,
    reason: 'The report does not name it',
  }));
}

/** Pools, disks and tasks that were there and are not named any more. */
function lostSubjects(server: ServerState, { speaksOf = [], states, at }: Sighting): Transition[] {
  const named = new Set(states.map(({ kind, subject }) => `${kind}:${subject}`));
  return [...server.states].flatMap(([key, { state }]) => {
    const kind = speaksOf.find((one) => key.startsWith(`${one}:`));
    if (kind === undefined || named.has(key) || state === 'unknown') return [];
    const subject = key.slice(kind.length + 1);
    if (kind === 'disk' && isToldByAgent(server.facts, subject)) return [];
    return [{ kind, subject, state: 'unknown', at, reason: 'The report does not name it' }];
  });
}

/**
 * Compares a report with what is known. Any contact makes a server online (at hub time); only a report newer
 * than the newest one looked at changes facts and states, so that a backlog does not replay old ones.
 */
export function compareSighting(server: ServerState, sighting: Sighting, now: number): SightingChanges {
  const transitions = cameOnline(server, now);
  if (server.judgedAt !== null && sighting.at <= server.judgedAt) return { columns: {}, transitions };
  return {
    columns: changedColumns(server, sighting),
    transitions: [
      ...transitions,
      ...changedStates(server, sighting),
      ...lostServices(server, sighting),
      ...lostDisks(server, sighting),
      ...lostSubjects(server, sighting),
    ],
  };
}
