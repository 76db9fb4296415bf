import { describe, expect, it } from 'vitest';
import { ANY, DISK, data, plex, RULES, type Step, story } from '../../../../tests/alert-story.ts';
import type { Rule } from '../rules/schema.ts';

describe('one alert for one cause', () => {
  it.each<{ what: string; steps: Step[]; rules?: Rule[]; tells: string[] }>([
    {
      what: 'opens, worsens, eases and ends with hysteresis',
      steps: [data(1, 81), data(2, 79), data(3, 91), data(4, 89), data(5, 85), data(6, 78)],
      tells: [
        '1: opened high disk|/data open',
        '3: worsened critical disk|/data open',
        '5: eased high disk|/data open',
        '6: resolved high disk|/data resolved',
      ],
    },
    {
      what: 'speaks of each file system, and of the fullest disk only where there is none',
      steps: [
        { at: 1, values: { disk_percent: 95, 'mount_percent:/': 50, 'mount_percent:/data': 95 } },
        { at: 2, values: { disk_percent: 95, 'pool_percent:tank': 95 } },
        { at: 3, values: { disk_percent: 95 } },
      ],
      tells: ['1: opened critical disk|/data open', '3: opened critical disk| open'],
    },
    {
      what: 'speaks of each file system as soon as they are told of, and of the fullest disk no more',
      steps: [
        { at: 1, values: { disk_percent: 95 } },
        { at: 2, values: { disk_percent: 95, 'mount_percent:/data': 95 } },
      ],
      tells: [
        '1: opened critical disk| open',
        '2: opened critical disk|/data open',
        '2: resolved critical disk| resolved',
      ],
    },
    {
      what: 'takes services that nobody expects for nothing',
      steps: [
        {
          at: 1,
          states: { 'service:cups': 'failed', 'service:sonarr': 'failed', 'service:plex': 'stopped' },
        },
      ],
      tells: ['1: opened high service|sonarr open', '1: opened critical service|plex open'],
    },
    {
      what: 'neither opens nor ends by what nobody knows',
      steps: [
        { at: 1, states: { 'pool:tank': 'unknown' } },
        { at: 2, states: { 'pool:tank': 'faulted' } },
        { at: 3, states: { 'pool:tank': 'unknown' } },
        { at: 4, states: { 'pool:tank': 'online' } },
      ],
      tells: ['2: opened critical pool-health|tank open', '4: resolved critical pool-health|tank resolved'],
    },
    {
      what: 'is open again when what was acknowledged worsens, and stays acknowledged when it eases',
      steps: [
        data(1, 85),
        { at: 2, acknowledge: true },
        data(3, 95),
        { at: 4, acknowledge: true },
        data(5, 82),
      ],
      tells: [
        '1: opened high disk|/data open',
        '3: worsened critical disk|/data open',
        '5: eased high disk|/data acknowledged',
      ],
    },
    {
      what: 'that a person dismissed comes back only once it had gone',
      steps: [data(1, 85), { at: 2, dismiss: true }, data(3, 86), data(4, 50), data(5, 85)],
      tells: ['1: opened high disk|/data open', '5: opened high disk|/data open'],
    },
    {
      what: 'that a person dismissed comes back when it is worse than it was',
      steps: [data(1, 85), { at: 2, dismiss: true }, data(3, 95)],
      tells: ['1: opened high disk|/data open', '3: opened critical disk|/data open'],
    },
    {
      what: 'that a person dismissed comes back when something worse has come and gone',
      steps: [data(1, 85), { at: 2, dismiss: true }, data(3, 95), data(4, 50), data(5, 85)],
      tells: [
        '1: opened high disk|/data open',
        '3: opened critical disk|/data open',
        '4: resolved critical disk|/data resolved',
        '5: flapping high disk|/data open',
      ],
    },
    {
      what: 'that a person dismissed comes back when it was getting worse in that moment',
      steps: [data(1, 85), { ...data(2, 95), dismissedMeanwhile: true }, data(3, 95)],
      tells: [
        '1: opened high disk|/data open',
        '2: worsened critical disk|/data open',
        '3: opened critical disk|/data open',
      ],
    },
    {
      what: 'is as severe as its rule says now',
      steps: [
        data(1, 85),
        { at: 2, rules: [{ ...DISK, warning_severity: 'medium' }] },
        data(3, 85),
        { at: 4, rules: [{ ...DISK, warning_severity: 'critical' }] },
        data(5, 85),
      ],
      tells: [
        '1: opened high disk|/data open',
        '3: eased medium disk|/data open',
        '5: worsened critical disk|/data open',
      ],
    },
    {
      what: 'that comes and goes is told once, and ends when it has stayed away for half an hour',
      steps: [
        ...[1, 3, 5, 7, 9].flatMap((at) => [plex(at, 'stopped'), plex(at + 1, 'running')]),
        plex(39, 'running'),
        plex(40, 'running'),
      ],
      tells: [
        '1: opened critical service|plex open',
        '2: resolved critical service|plex resolved',
        '3: opened critical service|plex open',
        '4: resolved critical service|plex resolved',
        '5: flapping critical service|plex open',
        '40: resolved critical service|plex resolved',
      ],
    },
    {
      what: 'ends when its rule is turned off, removed or narrowed',
      steps: [
        data(1, 85),
        { at: 2, rules: [{ ...DISK, is_enabled: false }] },
        { at: 3, rules: RULES },
        data(4, 85),
        { at: 5, rules: [] },
        { at: 6, rules: RULES },
        data(7, 85),
        { at: 8, rules: [{ ...DISK, scope: { ...ANY, tag: 'cellar' } }] },
      ],
      tells: [
        '1: opened high disk|/data open',
        '2: resolved high disk|/data resolved',
        '4: opened high disk|/data open',
        '5: resolved high disk|/data resolved',
        '7: flapping high disk|/data open',
        '8: resolved high disk|/data resolved',
      ],
    },
    {
      what: 'keeps to the scope of its rule',
      rules: [
        { ...DISK, id: 'a', scope: { ...ANY, tag: 'attic', subject: '/data' } },
        { ...DISK, id: 'b', scope: { ...ANY, tag: 'cellar' } },
        { ...DISK, id: 'c', scope: { ...ANY, server_id: 'other' } },
        { ...DISK, id: 'd', clientId: 'acme' },
        { ...DISK, id: 'e', clientId: 'home', scope: { ...ANY, server_id: 'media' } },
        { ...DISK, id: 'f', is_enabled: false },
      ],
      steps: [{ at: 1, values: { 'mount_percent:/': 85, 'mount_percent:/data': 85 } }],
      tells: ['1: opened high e|/ open', '1: opened high a|/data open', '1: opened high e|/data open'],
    },
  ])('$what', ({ steps, rules, tells }) => {
    expect(story(steps, rules)).toEqual(tells);
  });
});
