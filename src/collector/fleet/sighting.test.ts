import { describe, expect, it } from 'vitest';
import { stateOf } from './memory.ts';
import { compareSighting, recordFromSighting } from './sighting.ts';
import type { ServerState, Sighting } from './types.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

function sighting(changes: Partial<Sighting> = {}): Sighting {
  return {
    serverId: 'nas',
    clientId: 'home',
    reportedBy: 'agent',
    at: NOW - 1000,
    peer: '192.0.2.7',
    displayName: null,
    hostname: 'nas.lan',
    ipAddress: '192.168.1.5',
    macAddress: 'aa:bb:cc:dd:ee:ff',
    agentVersion: '0.1.0',
    os: { distribution: 'Debian', version: '12', kernel: '6.1', architecture: 'x86_64' },
    facts: {},
    states: [{ kind: 'service', subject: 'smbd', state: 'running' }],
    speaksOfServices: true,
    ...changes,
  };
}

/** A server as it stands after `sighting()` was received. */
function known(changes: Partial<ServerState> = {}): ServerState {
  const server = stateOf(recordFromSighting(sighting(), NOW));
  Object.assign(server.record, compareSighting(server, sighting(), NOW).columns);
  server.states.set('server:', { state: 'online', since: NOW });
  server.states.set('service:smbd', { state: 'running', since: NOW });
  return { ...server, lastSeenAt: NOW, judgedAt: NOW - 60_000, ...changes };
}

describe('recordFromSighting', () => {
  it('takes the id as name and the address of the peer when the report tells neither', () => {
    const record = recordFromSighting(sighting({ hostname: null, ipAddress: null }), NOW);
    expect(record).toMatchObject({
      displayName: 'nas',
      hostname: 'nas',
      ipAddress: '192.0.2.7',
      tdpWatts: 50,
    });
  });

  it('believes what the report tells of itself', () => {
    expect(recordFromSighting(sighting(), NOW)).toMatchObject({
      hostname: 'nas.lan',
      ipAddress: '192.168.1.5',
    });
  });
});

describe('compareSighting', () => {
  it('changes nothing when the report says what is known', () => {
    expect(compareSighting(known(), sighting(), NOW)).toEqual({ columns: {}, transitions: [] });
  });

  it.each([
    {
      what: 'a new kernel',
      changes: { os: { distribution: 'Debian', version: '12', kernel: '6.12', architecture: 'x86_64' } },
      columns: { kernel: '6.12' },
    },
    { what: 'a new agent', changes: { agentVersion: '0.2.0' }, columns: { agentVersion: '0.2.0' } },
    {
      what: 'no host block at all',
      changes: { hostname: null, ipAddress: null, agentVersion: null, os: null },
      columns: {},
    },
    {
      what: 'another address than a person or an earlier report set',
      changes: { ipAddress: '10.0.0.9' },
      columns: {},
    },
  ])('of $what it writes only what differs', ({ changes, columns }) => {
    expect(compareSighting(known(), sighting(changes), NOW).columns).toEqual(columns);
  });

  it('fills an address and host name that were left empty when a person added the server', () => {
    const server = known();
    Object.assign(server.record, { hostname: '', ipAddress: '', macAddress: null });
    expect(compareSighting(server, sighting({ ipAddress: null }), NOW).columns).toEqual({
      hostname: 'nas.lan',
      ipAddress: '192.0.2.7',
      macAddress: 'aa:bb:cc:dd:ee:ff',
    });
  });

  it('says of a first report that it is the first', () => {
    const server = stateOf(recordFromSighting(sighting(), NOW));
    expect(compareSighting(server, sighting(), NOW).transitions).toEqual([
      { kind: 'server', subject: '', state: 'online', at: NOW, reason: 'First report' },
      { kind: 'service', subject: 'smbd', state: 'running', at: NOW - 1000, reason: 'First report' },
    ]);
  });

  it('brings an offline server back at the time of the hub, whatever the clock of the server says', () => {
    const server = known();
    server.states.set('server:', { state: 'offline', since: NOW - 600_000 });
    const old = sighting({ at: NOW - 3_600_000, states: [] });
    expect(compareSighting(server, old, NOW).transitions).toEqual([
      { kind: 'server', subject: '', state: 'online', at: NOW, reason: 'Reporting again' },
    ]);
  });

  it('tells that a service stopped, and what it was before', () => {
    const stopped = sighting({ states: [{ kind: 'service', subject: 'smbd', state: 'stopped' }] });
    expect(compareSighting(known(), stopped, NOW).transitions).toEqual([
      { kind: 'service', subject: 'smbd', state: 'stopped', at: NOW - 1000, reason: 'Was running' },
    ]);
  });

  it('does not let a report of a backlog speak for the present', () => {
    const late = sighting({
      at: NOW - 120_000,
      agentVersion: '0.0.1',
      states: [{ kind: 'service', subject: 'smbd', state: 'failed' }],
    });
    expect(compareSighting(known(), late, NOW)).toEqual({ columns: {}, transitions: [] });
  });

  it.each([
    { reporter: 'agent', silent: false, pushed: 'agent' },
    { reporter: 'agent', silent: true, pushed: 'webhook' },
    { reporter: 'webhook', silent: true, pushed: 'webhook' },
  ] as const)('a push for a server of $reporter, silent $silent: $pushed reports', (row) => {
    const server = known();
    server.record.reportedBy = row.reporter;
    server.states.set('server:', { state: row.silent ? 'offline' : 'online', since: NOW });
    const { columns } = compareSighting(server, sighting({ reportedBy: 'webhook', facts: {} }), NOW);
    expect({ ...server.record, ...columns }.reportedBy).toBe(row.pushed);
  });

  it('a workflow and an agent do not undo what the other told', () => {
    const server = known();
    const push = sighting({
      reportedBy: 'webhook',
      os: { version: '25.04' },
      facts: { reportedUnits: { ups: 'W' } },
    });
    const { columns } = compareSighting(server, push, NOW);
    expect(columns).toEqual({ facts: JSON.stringify({ reportedUnits: { ups: 'W' } }) });
    Object.assign(server, { record: { ...server.record, ...columns }, facts: push.facts });
    expect(compareSighting(server, sighting(), NOW).columns).toEqual({});
  });

  it.each([
    { what: 'lists others', changes: { states: [], speaksOfServices: true }, told: ['smbd is unknown'] },
    { what: 'says nothing of services', changes: { states: [], speaksOfServices: false }, told: [] },
    { what: 'names it', changes: {}, told: [] },
  ])('makes an expected service unknown when a report $what: $told', ({ changes, told }) => {
    const server = known({ expected: [{ name: 'smbd', critical: true }] });
    const { transitions } = compareSighting(server, sighting(changes), NOW);
    expect(transitions.map(({ subject, state }) => `${subject} is ${state}`)).toEqual(told);
  });

  it.each([
    { what: 'is not expected', expected: [], before: 'running' },
    { what: 'is unknown already', expected: [{ name: 'smbd', critical: true }], before: 'unknown' },
  ])('says nothing of a missing service that $what', ({ expected, before }) => {
    const server = known({ expected });
    server.states.set('service:smbd', { state: before, since: NOW });
    expect(compareSighting(server, sighting({ states: [] }), NOW).transitions).toEqual([]);
  });
});
