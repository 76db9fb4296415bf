import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http, { type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { dockerProbe } from './docker.ts';
import { fixtureHost } from './fixture-host.ts';
import { getText } from './get-text.ts';
import type { Host } from './host.ts';

const recorded = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/docker/${name}.json`, import.meta.url), 'utf8'));
const SOCKET = '/run/docker.sock';
const SONARR = '3fb0eea2b1c6798fad3d7f8793adb01ffa1ecfea743626f203129d4e0078e1f1';
const CPU = `/sys/fs/cgroup/cpuacct/docker/${SONARR}/cpuacct.usage`;

let folder = '';
let engine: Server;
/** What the engine was asked, and what it answers; a test may change either container list or inspection. */
let asked: string[] = [];
let containers: { Id: string; Names: string[]; State: string }[] = [];
let inspections: { Id: string; RestartCount: number; State: { Pid: number } }[] = [];
beforeEach(async () => {
  [asked, containers, inspections] = [[], recorded('containers'), recorded('inspections')];
  folder = mkdtempSync(join(tmpdir(), 'agent-docker-'));
  engine = http.createServer(({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    const one = inspections.find(({ Id }) => url === `/containers/${Id}/json`);
    const answer = url === '/containers/json?all=true' ? containers : one;
    response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? { message: 'No such container' }));
  });
  await new Promise<void>((resolve) => engine.listen(join(folder, 'docker.sock'), resolve));
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

/** The recorded machine, on which this engine answers. */
function machine(files: Record<string, string | null> = {}, parts: Partial<Host> = {}) {
  const get: Host['get'] = (_, path, ms) => getText(join(folder, 'docker.sock'), path, ms);
  return fixtureHost('docker-host', files, { get, ...parts });
}
const inspected = () => asked.filter((line) => line !== 'GET /containers/json?all=true');

describe('what Docker 20.10 said, and the files beside it', () => {
  it('makes a whole report', async () => {
    const { containers: found, unknown } = await dockerProbe(SOCKET).read(machine(), []);
    expect(unknown).toEqual([]);
    expect(found?.map(({ name, state, restarts, memory_mb }) => [name, state, restarts, memory_mb])).toEqual([
      ['grafana', 'created', 0, undefined],
      ['unifi', 'restarting', 16, undefined],
      ['paperless', 'paused', 0, 0.3],
      ['jellyfin', 'running', 0, 1],
      ['homeassistant', 'running', 0, 0.2],
      ['watchtower', 'exited', 0, undefined],
      ['backup', 'exited', 2, undefined],
      ['immich', 'running', 0, 0.3],
      ['pihole', 'running', 0, 1.2],
      ['plex', 'running', 0, 0.9],
      ['sonarr', 'running', 0, 0.4],
    ]);
    expect(found?.at(-1)).toEqual({
      name: 'sonarr',
      image: 'tiny:1',
      state: 'running',
      health: null,
      restarts: 0,
      cpu_percent: null,
      memory_mb: 0.4,
      network_rx_bytes: 1_602,
      network_tx_bytes: 0,
    });
  });

  it('has no network for a container that shares that of its host', async () => {
    const { containers: found } = await dockerProbe(SOCKET).read(machine(), []);
    const home = found?.find(({ name }) => name === 'homeassistant');
    expect(Object.keys(home ?? {})).not.toContain('network_rx_bytes');
    expect(home?.memory_mb).toBe(0.2);
  });

  it('only ever reads, and asks about single containers no second time', async () => {
    const probe = dockerProbe(SOCKET);
    await probe.read(machine(), []);
    expect(asked.every((line) => line.startsWith('GET /containers/'))).toBe(true);
    expect(inspected()).toHaveLength(11);
    asked = [];
    await probe.read(machine(), []);
    const unifi = containers.find(({ Names }) => Names.includes('/unifi'));
    expect(asked).toEqual(['GET /containers/json?all=true', `GET /containers/${unifi?.Id}/json`]);
  });
});

describe('from one heartbeat to the next', () => {
  const sonarrIn = (reading: Awaited<ReturnType<ReturnType<typeof dockerProbe>['read']>>) =>
    reading.containers?.find(({ name }) => name === 'sonarr');

  it('derives CPU, of which 100 is one core', async () => {
    const files = { [CPU]: '1000000000\n' };
    let ms = 0;
    const host = machine(files, { elapsedMs: () => ms });
    const probe = dockerProbe(SOCKET);
    expect(sonarrIn(await probe.read(host, []))?.cpu_percent).toBeNull();
    files[CPU] = '91000000000\n';
    ms = 60_000;
    expect(sonarrIn(await probe.read(host, []))?.cpu_percent).toBe(150);
  });

  it('sees a restart by the new process: the count goes up and CPU begins anew', async () => {
    const files: Record<string, string | null> = {};
    let ms = 0;
    const host = machine(files, { elapsedMs: () => ms });
    const probe = dockerProbe(SOCKET);
    await probe.read(host, []);
    files['/proc/20483/cgroup'] = null;
    files['/proc/555/cgroup'] = `4:memory:/docker/${SONARR}\n`;
    files[CPU] = '999000000000\n';
    const one = inspections.find(({ Id }) => Id === SONARR);
    Object.assign(one ?? {}, { RestartCount: 1, State: { Pid: 555 } });
    ms = 60_000;
    expect(sonarrIn(await probe.read(host, []))).toMatchObject({
      restarts: 1,
      cpu_percent: null,
      memory_mb: 0.4,
    });
  });

  it('asks again about a container whose state has changed, and forgets one that is gone', async () => {
    const probe = dockerProbe(SOCKET);
    await probe.read(machine(), []);
    asked = [];
    containers = containers.filter(({ Names, State }) => State !== 'restarting' && !Names.includes('/plex'));
    for (const one of containers) if (one.Id === SONARR) one.State = 'exited';
    const { containers: found } = await probe.read(machine({ '/proc/20483/cgroup': null }), []);
    expect(found).toHaveLength(9);
    expect(inspected()).toEqual([`GET /containers/${SONARR}/json`]);
    expect(found?.at(-1)).toEqual({
      name: 'sonarr',
      image: 'tiny:1',
      state: 'exited',
      health: null,
      restarts: 0,
    });
  });

  it('names running containers whose processes cannot be found', async () => {
    const { containers: found, unknown } = await dockerProbe(SOCKET).read(
      machine({ '/proc/20483/cgroup': null, '/proc/20933/cgroup': null }),
      [],
    );
    expect(found?.at(-1)).toMatchObject({ name: 'sonarr', state: 'running', restarts: 0 });
    const reason = 'CPU and memory are not known, because the processes were not found: plex, sonarr';
    expect(unknown).toEqual([{ probe: 'docker', reason }]);
  });

  it('keeps the list when the engine tells nothing about a single container', async () => {
    inspections = [];
    const { containers: found } = await dockerProbe(SOCKET).read(machine(), []);
    expect(found).toHaveLength(11);
    expect(found?.at(-1)).toEqual({
      name: 'sonarr',
      image: 'tiny:1',
      state: 'running',
      health: null,
      restarts: null,
    });
  });
});

describe('machines on which it cannot be asked', () => {
  it('says nothing where there is no Docker', async () => {
    expect(await dockerProbe(SOCKET).read(fixtureHost('raspberry-pi'), [])).toEqual({});
  });

  it.each([
    ['Docker is installed but does not run', SOCKET, { '/usr/bin/dockerd': '' }],
    ['the socket of the settings is not there', '/run/podman/podman.sock', {}],
  ])('says so when %s', (_, docker, files) => {
    const reason = `There is no ${docker}: is the container engine running?`;
    expect(() => dockerProbe(docker).read(fixtureHost('raspberry-pi', files), [])).toThrow(reason);
  });

  it('asks a proxy without looking for a socket', async () => {
    const { get } = machine();
    const reading = await dockerProbe('http://127.0.0.1:2375').read(
      fixtureHost('raspberry-pi', {}, { get }),
      [],
    );
    expect(reading.containers).toHaveLength(11);
  });

  const refusing = (code: string) => async () => {
    throw Object.assign(new Error(`connect ${code} /run/docker.sock`), { code });
  };
  it.each<[string, Host['get'], string]>([
    ['does not let the agent in', refusing('EACCES'), 'run the installer with --with-docker'],
    ['has ended and left its socket', refusing('ECONNREFUSED'), 'Nothing answers at /run/docker.sock'],
    [
      'does not answer',
      async () => {
        throw new Error('/run/docker.sock gave no answer in 2.5 s');
      },
      'gave no answer in 2.5 s',
    ],
    ['answers with something else', async () => '<html>', 'something other than a list'],
  ])('an engine that %s is an error in words', async (_, get, reason) => {
    await expect(dockerProbe(SOCKET).read(machine({}, { get }), [])).rejects.toThrow(reason);
  });
});

test('an engine that hangs is given up within the time of a heartbeat, and its question is closed', async () => {
  const open = new Set<unknown>();
  const closed = new Promise<void>((resolve) => {
    engine.removeAllListeners('request').on('request', (request, response) => {
      open.add(request);
      response.on('close', () => {
        open.delete(request);
        resolve();
      });
    });
  });
  const times: number[] = [];
  const get: Host['get'] = (_, path, ms) => {
    times.push(ms);
    return getText(join(folder, 'docker.sock'), path, 20);
  };
  await expect(dockerProbe(SOCKET).read(machine({}, { get }), [])).rejects.toThrow('gave no answer');
  await closed;
  expect(open.size).toBe(0);
  expect(times).toEqual([2_500]);
});
