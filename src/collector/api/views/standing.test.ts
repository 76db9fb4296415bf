import { describe, expect, it } from 'vitest';
import { diskLevel, type StandingInput, standing } from './standing.ts';

function input(
  values: Record<string, number | null>,
  services: Record<string, [boolean, string]> = {},
): StandingInput {
  return {
    presence: 'online',
    values: new Map(Object.entries(values)),
    cpuCores: 4,
    expected: Object.entries(services).map(([name, [critical]]) => ({ name, critical })),
    serviceState: (name) => services[name]?.[1],
  };
}

describe('standing', () => {
  it.each<{ what: string; given: StandingInput; level: string; reasons: string[] }>([
    {
      what: 'an ordinary server is fine',
      given: input({ cpu_percent: 20, memory_percent: 50, disk_percent: 60 }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a server without numbers has nothing to complain of',
      given: input({}),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a disk at 80 % is serious',
      given: input({ disk_percent: 80 }),
      level: 'high',
      reasons: ['The disk is 80 % full'],
    },
    { what: 'a disk just under is not', given: input({ disk_percent: 79.9 }), level: 'ok', reasons: [] },
    {
      what: 'a disk at 90 % is critical',
      given: input({ disk_percent: 90 }),
      level: 'critical',
      reasons: ['The disk is 90 % full'],
    },
    {
      what: 'mounts speak for themselves where they are known',
      given: input({ disk_percent: 93, 'mount_percent:/': 40, 'mount_percent:/data': 93.4 }),
      level: 'critical',
      reasons: ['Disk /data is 93 % full'],
    },
    {
      what: 'of two disks the fuller comes first',
      given: input({ 'mount_percent:/': 82, 'mount_percent:/data': 89 }),
      level: 'high',
      reasons: ['Disk /data is 89 % full', 'Disk / is 82 % full'],
    },
    {
      what: 'memory at 85 % is worth a look',
      given: input({ memory_percent: 85 }),
      level: 'medium',
      reasons: ['Memory is 85 % used'],
    },
    {
      what: 'a processor that has been busy for ten minutes likewise',
      given: input({ cpu_percent: 95, load_5m: 3.5 }),
      level: 'medium',
      reasons: ['CPU is 95 % busy'],
    },
    {
      what: 'a processor that is busy for a moment is not',
      given: input({ cpu_percent: 100, load_5m: 3.4 }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'where the load is not known, a busy processor speaks for itself',
      given: input({ cpu_percent: 95 }),
      level: 'medium',
      reasons: ['CPU is 95 % busy'],
    },
    {
      what: 'a critical service that stopped is serious',
      given: input({}, { plex: [true, 'stopped'] }),
      level: 'high',
      reasons: ['plex is stopped'],
    },
    {
      what: 'another service is worth a look',
      given: input({}, { jackett: [false, 'failed'] }),
      level: 'medium',
      reasons: ['jackett is failing'],
    },
    {
      what: 'a service that runs is fine',
      given: input({}, { smbd: [true, 'running'] }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a service nobody can look at is not fine',
      given: input({}, { smbd: [true, 'unknown'] }),
      level: 'low',
      reasons: ['Nobody knows whether smbd runs'],
    },
    {
      what: 'the worst comes first',
      given: input({ memory_percent: 90, disk_percent: 91 }, { plex: [true, 'stopped'] }),
      level: 'critical',
      reasons: ['The disk is 91 % full', 'plex is stopped', 'Memory is 90 % used'],
    },
    {
      what: 'never seen is unknown, not fine',
      given: { ...input({}), presence: 'unknown' },
      level: 'unknown',
      reasons: ['It has never reported'],
    },
    {
      what: 'good numbers of a silent server prove nothing',
      given: { ...input({ cpu_percent: 5 }), presence: 'offline' },
      level: 'critical',
      reasons: ['It has stopped reporting'],
    },
  ])('$what', ({ given, level, reasons }) => {
    expect(standing(given)).toEqual({ level, reasons });
  });
});

describe('diskLevel', () => {
  it('does not call a disk fine whose fill nobody knows', () => {
    expect(diskLevel(null)).toBe('unknown');
  });
});
