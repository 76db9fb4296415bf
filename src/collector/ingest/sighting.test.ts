import { describe, expect, it } from 'vitest';
import type { Heartbeat } from '../../../agent/protocol.ts';
import { heartbeat } from '../../../tests/factories.ts';
import { toSighting } from './sighting.ts';

const AT = Date.parse('2026-03-01T12:00:00Z');
const of = (changes: Partial<Heartbeat> = {}) => {
  const body = { ...heartbeat('nas', AT), services: undefined, ...changes };
  const { services, ...rest } = body;
  return toSighting(services === undefined ? rest : { ...rest, services }, 'home', AT, '192.0.2.7');
};

describe('toSighting', () => {
  it('tells who, when and from where, and leaves out what a report without a host block cannot know', () => {
    expect(of()).toMatchObject({
      serverId: 'nas',
      clientId: 'home',
      at: AT,
      peer: '192.0.2.7',
      hostname: null,
      ipAddress: null,
      agentVersion: null,
      os: { distribution: 'Debian', kernel: '6.1.0-17-amd64' },
      facts: {},
    });
  });

  it('takes name and first address from the host block, and its facts', () => {
    const host = {
      hostname: 'nas.lan',
      ip_addresses: ['192.168.1.5', 'fe80::1'],
      mac_address: 'aa:bb:cc:dd:ee:ff',
      agent_version: '0.1.0',
      cpu_model: 'N100',
      cpu_cores: 4,
    };
    expect(of({ host })).toMatchObject({
      hostname: 'nas.lan',
      ipAddress: '192.168.1.5',
      macAddress: 'aa:bb:cc:dd:ee:ff',
      agentVersion: '0.1.0',
      facts: { cpuModel: 'N100', cpuCores: 4 },
    });
    expect(of({ host: { ...host, ip_addresses: [] } }).ipAddress).toBeNull();
  });

  it('keeps of mounts, interfaces and containers what is no number', () => {
    const { facts } = of({
      mounts: [
        {
          mount_point: '__proto__',
          device: '/dev/sda1',
          filesystem: 'ext4',
          used_gb: 1,
          total_gb: 2,
          percent: 50,
        },
      ],
      interfaces: [{ name: 'eth0', mac_address: 'aa:bb:cc:dd:ee:ff', up: true, rx_bytes: 1, tx_bytes: 1 }],
      containers: [{ name: 'plex', image: 'plex:1', state: 'running' }],
      unknown: [{ probe: 'disks', reason: 'no permission' }],
    });
    expect(JSON.parse(JSON.stringify(facts))).toEqual({
      mounts: Object.fromEntries([['__proto__', { device: '/dev/sda1', filesystem: 'ext4' }]]),
      interfaces: { eth0: { macAddress: 'aa:bb:cc:dd:ee:ff' } },
      containers: { plex: { image: 'plex:1' } },
      unknown: [{ probe: 'disks', reason: 'no permission' }],
    });
  });

  it.each([
    ['runs and passes its check', 'running', 'healthy', 'running'],
    ['runs and fails its check', 'running', 'unhealthy', 'unhealthy'],
    ['runs and is still starting', 'running', 'starting', 'running'],
    ['failed its check before it ended', 'exited', 'unhealthy', 'exited'],
    ['has no check', 'running', null, 'running'],
  ])('of a container that %s', (_, state, health, told) => {
    expect(of({ containers: [{ name: 'plex', image: '', state, health }] }).states).toEqual([
      { kind: 'container', subject: 'plex', state: told },
    ]);
  });

  it('tells the health of disks that were asked, and what they are', () => {
    const { states, facts } = of({
      disks: [
        {
          name: 'sda',
          model: 'WDC',
          kind: 'hdd',
          size_gb: 4000,
          smart_status: 'pass',
          smart_read_at: '2026-03-01T11:40:00Z',
        },
        { name: 'sdb', model: 'USB bridge', smart_status: 'unknown' },
        { name: 'vda', read_bytes: 5 },
      ],
    });
    expect(states).toEqual([{ kind: 'disk', subject: 'sda', state: 'pass' }]);
    expect(facts.disks).toMatchObject({
      sda: { model: 'WDC', kind: 'hdd', sizeGb: 4000, smartReadAt: AT - 20 * 60_000, isHealthTold: true },
      sdb: { model: 'USB bridge', smartReadAt: null, isHealthTold: false },
      vda: { model: null, isHealthTold: false },
    });
  });

  it('takes the first of two states of one name, but tells a service from a container', () => {
    const { states } = of({
      services: [
        { name: 'plex', status: 'running' },
        { name: 'plex', status: 'failed' },
      ],
      containers: [{ name: 'plex', image: '', state: 'exited' }],
    });
    expect(states).toEqual([
      { kind: 'service', subject: 'plex', state: 'running' },
      { kind: 'container', subject: 'plex', state: 'exited' },
    ]);
  });

  it.each([
    {
      what: 'names services',
      changes: { services: [{ name: 'smbd', status: 'running' as const }] },
      speaks: true,
    },
    { what: 'has looked at none', changes: { services: [] }, speaks: true },
    {
      what: 'could not look',
      changes: { unknown: [{ probe: 'services', reason: 'No answer' }] },
      speaks: true,
    },
    {
      what: 'could not look at disks',
      changes: { unknown: [{ probe: 'disks', reason: 'No' }] },
      speaks: false,
    },
    { what: 'does not mention them', changes: {}, speaks: false },
  ])('of a report that $what, speaks of services: $speaks', ({ changes, speaks }) => {
    expect(of(changes).speaksOfServices).toBe(speaks);
  });
});
