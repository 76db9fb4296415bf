import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, ruleOf } from '../rules/defaults.ts';
import type { Rule } from '../rules/schema.ts';
import type { Level } from '../types.ts';
import { type Finding, wordingOf } from './wording.ts';

function rule(id: string, changes: Partial<Rule> = {}): Rule {
  const definition = DEFAULT_RULES[id] ?? DEFAULT_RULES.disk;
  if (!definition) throw new Error('There is no rule on disks');
  return { ...ruleOf(id, null, definition), ...changes };
}
const value = (one: number, limit: number | null): Finding => ({ type: 'value', value: one, limit });
const state = (one: string): Finding => ({ type: 'state', state: one });
const LOAD = {
  type: 'metric',
  metric: 'load_5m',
  comparison: 'above',
  warning: 8,
  critical: null,
  clear: null,
} as const;

describe('an alert says', () => {
  it.each<{ says: string; of: Rule; level?: Level; subject?: string; finding: Finding }>([
    {
      says: 'Disk usage high: Disk /data is 81 % full. The limit is 80 %.',
      of: rule('disk'),
      subject: '/data',
      finding: value(81.2, 80),
    },
    {
      says: 'Disk nearly full: The disk is 93 % full. The limit is 90 %.',
      of: rule('disk'),
      level: 'critical',
      finding: value(93, 90),
    },
    {
      says: 'CPU busy for long: CPU is 97 % busy. The limit is 90 % for 10 min.',
      of: rule('cpu'),
      finding: value(97.4, 90),
    },
    {
      says: 'Security updates available: 1 security update waits.',
      of: rule('updates'),
      finding: value(1, 1),
    },
    {
      says: 'Security updates available: 3 security updates wait.',
      of: rule('updates'),
      finding: value(3, 1),
    },
    {
      says: 'Service stopped: plex is stopped.',
      of: rule('service'),
      subject: 'plex',
      finding: state('stopped'),
    },
    {
      says: 'Service stopped: plex has failed.',
      of: rule('service'),
      subject: 'plex',
      finding: state('failed'),
    },
    {
      says: 'Pool degraded: Pool tank is degraded.',
      of: rule('pool-health'),
      subject: 'tank',
      finding: state('degraded'),
    },
    {
      says: 'Disk is failing: Disk sda fails its own health test.',
      of: rule('disk-health'),
      level: 'critical',
      subject: 'sda',
      finding: state('fail'),
    },
    {
      says: 'Server offline: No report for 3 min.',
      of: rule('agent-offline'),
      level: 'critical',
      finding: { type: 'silence', silentMs: 185_000 },
    },
    {
      says: 'Running on battery: The house runs on battery.',
      of: rule('ups-battery'),
      subject: 'ups_on_battery',
      finding: value(1, 1),
    },
    {
      says: 'Battery is running down: The battery is charged to 48 %. The limit is 50 %.',
      of: rule('ups-charge'),
      subject: 'ups_battery_charge',
      finding: value(48, 50),
    },
    {
      says: 'Battery nearly empty: The battery lasts for another 4 min. The limit is 300 s.',
      of: rule('ups-runtime'),
      level: 'critical',
      subject: 'ups_battery_runtime',
      finding: value(260, 300),
    },
    {
      says: 'Too much work: Load, 5 min is 9.25. The limit is 8.',
      of: rule('own', { name: 'Too much work', watch: LOAD }),
      finding: value(9.25, 8),
    },
  ])('$says', ({ says, of, level = 'warning', subject = '', finding }) => {
    const { title, message } = wordingOf(of, level, subject, finding);
    expect(`${title}: ${message}`.replaceAll('\u202f', ' ')).toBe(says);
  });
});
