import { describe, expect, it } from 'vitest';
import { data, plex, type Step, story } from '../../../../tests/alert-story.ts';

describe('an alert and time', () => {
  it.each<{ what: string; steps: Step[]; tells: string[] }>([
    {
      what: 'waits for ten busy minutes',
      steps: [1, 5, 9, 11, 12].map((at) => ({ at, values: { cpu_percent: 99 } })),
      tells: ['11: opened high cpu| open'],
    },
    {
      what: 'leaves a machine five minutes to start its services',
      steps: [
        { at: 1, values: { uptime_seconds: 30 }, states: { 'service:plex': 'stopped' } },
        { at: 2, values: { uptime_seconds: 290 }, states: { 'service:plex': 'stopped' } },
        { at: 3, values: { uptime_seconds: 300 }, states: { 'service:plex': 'stopped' } },
      ],
      tells: ['3: opened critical service|plex open'],
    },
    {
      what: 'that comes and goes once an hour is told each time, also by reports that waited',
      steps: [1, 62, 124].flatMap((at) => [
        { ...plex(at, 'stopped'), isLate: true, now: 200 },
        { ...plex(at + 1, 'running'), isLate: true, now: 200 },
      ]),
      tells: [1, 62, 124].flatMap((at) => [
        `${at}: opened critical service|plex open`,
        `${at + 1}: resolved critical service|plex resolved`,
      ]),
    },
    {
      what: 'that comes and goes ends although the clock was a day ahead for a while',
      steps: [
        ...[1, 3].flatMap((at) => [plex(at, 'stopped'), plex(at + 1, 'running')]),
        plex(5, 'stopped'),
        { ...plex(6, 'running'), now: 1446 },
        plex(7, 'running'),
        plex(37, 'running'),
      ],
      tells: [
        '1: opened critical service|plex open',
        '2: resolved critical service|plex resolved',
        '3: opened critical service|plex open',
        '4: resolved critical service|plex resolved',
        '5: flapping critical service|plex open',
        '37: resolved critical service|plex resolved',
      ],
    },
    {
      what: 'does not come and go because it did when the clock was a day ahead',
      steps: [
        ...[1, 3].flatMap((at) => [
          { ...plex(at, 'stopped'), now: at + 1440 },
          { ...plex(at + 1, 'running'), now: at + 1441 },
        ]),
        plex(5, 'stopped'),
      ],
      tells: [
        '1: opened critical service|plex open',
        '2: resolved critical service|plex resolved',
        '3: opened critical service|plex open',
        '4: resolved critical service|plex resolved',
        '5: opened critical service|plex open',
      ],
    },
    {
      what: 'of silence worsens with it, and ends with any report',
      steps: [
        { at: 40, offlineSince: 40 },
        { at: 69, offlineSince: 40 },
        { at: 70, offlineSince: 40 },
        { at: 80, values: {} },
      ],
      tells: [
        '40: opened high push-offline| open',
        '70: worsened critical push-offline| open',
        '80: resolved critical push-offline| resolved',
      ],
    },
    {
      what: 'of silence does not worsen because the hub was away, nor eases',
      steps: [
        { at: 40, offlineSince: 40 },
        { at: 200, offlineSince: 40, listeningSince: 199 },
        { at: 230, offlineSince: 40, listeningSince: 199 },
        { at: 300, offlineSince: 40, listeningSince: 299 },
      ],
      tells: ['40: opened high push-offline| open', '230: worsened critical push-offline| open'],
    },
    {
      what: 'of silence is none when a report came as the server was marked offline',
      steps: [{ at: 40, offlineSince: 40, heardAt: 40 }],
      tells: [],
    },
    {
      what: 'waits two days for who told of it while somebody else reports',
      steps: [
        { ...data(1, 85), reportedBy: 'webhook' },
        { at: 2, values: {} },
        { at: 2881, values: {} },
        { at: 2882, values: {} },
      ],
      tells: ['1: opened high disk|/data open', '2882: resolved high disk|/data resolved'],
    },
    {
      what: 'ends when its file system has not been told of for an hour',
      steps: [
        data(1, 85),
        { at: 2, values: { 'mount_percent:/': 5 } },
        { at: 61, values: {} },
        { at: 62, values: {} },
      ],
      tells: ['1: opened high disk|/data open', '62: resolved high disk|/data resolved'],
    },
    {
      what: 'of a disk or pool that is missing stands for a day',
      steps: [
        { at: 0, states: { 'pool:tank': 'faulted' } },
        { at: 1, values: {} },
        { at: 1440, values: {} },
        { at: 1441, values: {} },
      ],
      tells: [
        '0: opened critical pool-health|tank open',
        '1441: resolved critical pool-health|tank resolved',
      ],
    },
  ])('$what', ({ steps, tells }) => {
    expect(story(steps)).toEqual(tells);
  });
});
