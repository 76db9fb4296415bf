import { describe, expect, it } from 'vitest';
import type { AlertRow } from '../types.ts';
import { compareReported, severityOf, subjectOf } from './compare-reported.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

const alert = (changes: Partial<AlertRow> = {}): AlertRow => ({
  id: 'a',
  clientId: 'home',
  serverId: 'nas',
  severity: 'high',
  type: 'reported',
  subject: subjectOf("Pool 'tank' is 85% full"),
  title: "Pool 'tank' is 85% full",
  message: "Pool 'tank' is 85% full",
  metricValue: null,
  thresholdValue: null,
  status: 'open',
  createdAt: NOW - 60_000,
  acknowledgedAt: null,
  resolvedAt: null,
  missedPushes: 0,
  ruleId: 'reported',
  level: 'warning',
  acknowledgedBy: null,
  note: null,
  snoozedUntil: null,
  resolvedBy: null,
  isDismissed: false,
  isFlapping: false,
  toldSeverity: null,
  quietReason: null,
  ...changes,
});
const said = (message: string, severity = 'warning') => ({ message, severity });

describe('two texts are about the same', () => {
  it.each([
    { a: "Pool 'tank' is 85% full", b: "Pool 'tank' is 86.5% full", same: true },
    { a: 'Disk ada0 fails', b: 'Disk ada1 fails', same: false },
    { a: 'Disk sda: 3 errors', b: 'Disk sda: 14 errors', same: true },
    { a: 'Disk sda: 3 errors', b: 'Disk sdb: 3 errors', same: false },
    { a: 'Scrub failed at 2026-11-24 02:00', b: 'Scrub failed at 2026-11-25 02:00', same: true },
    { a: 'Update  available', b: ' update available', same: true },
    { a: 'nvme0n1 is 70 °C', b: 'nvme1n1 is 70 °C', same: false },
    { a: 'pool-2 degraded', b: 'pool-3 degraded', same: false },
  ])('"$a" and "$b": $same', ({ a, b, same }) => {
    expect(subjectOf(a) === subjectOf(b)).toBe(same);
  });
});

describe('severities of a workflow', () => {
  it.each([
    { word: 'critical', severity: 'critical' },
    { word: 'Warning', severity: 'high' },
    { word: ' INFO ', severity: 'low' },
    { word: 'alarming', severity: 'medium' },
    { word: '', severity: 'medium' },
  ])('"$word" is $severity', ({ word, severity }) => {
    expect(severityOf(word)).toBe(severity);
  });
});

describe('a push', () => {
  it.each<{
    what: string;
    open: AlertRow[];
    pushed: { message: string; severity: string }[];
    expected: object;
  }>([
    {
      what: 'opens what is new',
      open: [],
      pushed: [said('Pool tank is degraded', 'critical')],
      expected: { opened: [{ severity: 'critical', message: 'Pool tank is degraded' }], updated: [] },
    },
    {
      what: 'changes nothing where it says the same',
      open: [alert()],
      pushed: [said("Pool 'tank' is 85% full")],
      expected: { opened: [], updated: [] },
    },
    {
      what: 'updates figure and severity of what stands',
      open: [alert()],
      pushed: [said("Pool 'tank' is 91% full", 'critical')],
      expected: {
        opened: [],
        updated: [
          {
            id: 'a',
            severity: 'critical',
            title: "Pool 'tank' is 91% full",
            message: "Pool 'tank' is 91% full",
          },
        ],
      },
    },
    {
      what: 'counts a miss',
      open: [alert()],
      pushed: [],
      expected: { opened: [], updated: [{ id: 'a', missedPushes: 1, status: 'open', resolvedAt: null }] },
    },
    {
      what: 'resolves at the third miss',
      open: [alert({ missedPushes: 2 })],
      pushed: [said('something else')],
      expected: {
        opened: [{ message: 'something else' }],
        updated: [{ id: 'a', missedPushes: 3, status: 'resolved', resolvedAt: NOW }],
      },
    },
    {
      what: 'forgives misses when it names it again',
      open: [alert({ missedPushes: 2 })],
      pushed: [said("Pool 'tank' is 85% full")],
      expected: { opened: [], updated: [{ id: 'a', missedPushes: 0, status: 'open' }] },
    },
    {
      what: 'tells one matter once, by its worst',
      open: [],
      pushed: [said('Fan 1 slow', 'info'), said('Fan 1 slow', 'critical'), said('Fan 1 slow')],
      expected: { opened: [{ severity: 'critical' }], updated: [] },
    },
    {
      what: 'leaves an acknowledged one acknowledged',
      open: [alert({ status: 'acknowledged', acknowledgedAt: NOW, missedPushes: 1 })],
      pushed: [said("Pool 'tank' is 85% full")],
      expected: { opened: [], updated: [{ status: 'acknowledged', missedPushes: 0 }] },
    },
  ])('$what', ({ open, pushed, expected }) => {
    expect(compareReported(open, pushed, NOW)).toMatchObject(expected);
  });
});
