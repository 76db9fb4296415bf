import { describe, expect, it } from 'vitest';
import type { StateWatch } from '../rules/schema.ts';
import type { Level } from '../types.ts';
import { isTrouble, levelOfState, levelOfValue } from './level.ts';

const limits = (comparison: 'above' | 'below', ...[warning, critical, clear]: (number | null)[]) => ({
  comparison,
  warning: warning ?? null,
  critical: critical ?? null,
  clear: clear ?? null,
});
const DISK = limits('above', 80, 90, 78);
const CHARGE = limits('below', 50, 20, 55);
const COUNT = limits('above', 1, null, null);
const ONE = limits('above', null, 70, 65);

describe('the level of a value', () => {
  it.each<{ what: string; rule: typeof DISK; value: number; standing: Level | null; level: Level | null }>([
    { what: 'below its first level it is well', rule: DISK, value: 79.9, standing: null, level: null },
    { what: 'a limit itself counts', rule: DISK, value: 80, standing: null, level: 'warning' },
    { what: 'the second limit itself counts', rule: DISK, value: 90, standing: null, level: 'critical' },
    {
      what: 'a warning stays above its clear level',
      rule: DISK,
      value: 78.1,
      standing: 'warning',
      level: 'warning',
    },
    { what: 'a warning ends at its clear level', rule: DISK, value: 78, standing: 'warning', level: null },
    {
      what: 'what is critical stays within the same margin',
      rule: DISK,
      value: 88.1,
      standing: 'critical',
      level: 'critical',
    },
    {
      what: 'what is critical eases at the margin',
      rule: DISK,
      value: 88,
      standing: 'critical',
      level: 'warning',
    },
    { what: 'what was critical may end at once', rule: DISK, value: 10, standing: 'critical', level: null },
    {
      what: 'what was critical stays a warning above the clear level',
      rule: DISK,
      value: 79,
      standing: 'critical',
      level: 'warning',
    },
    { what: 'a battery runs down', rule: CHARGE, value: 50, standing: null, level: 'warning' },
    { what: 'a battery is nearly empty', rule: CHARGE, value: 20, standing: 'warning', level: 'critical' },
    {
      what: 'a battery that charges eases by the margin',
      rule: CHARGE,
      value: 25,
      standing: 'critical',
      level: 'warning',
    },
    {
      what: 'a battery that charges is not well before its clear level',
      rule: CHARGE,
      value: 54,
      standing: 'warning',
      level: 'warning',
    },
    {
      what: 'a battery is well from its clear level on',
      rule: CHARGE,
      value: 55,
      standing: 'warning',
      level: null,
    },
    {
      what: 'without a clear level it ends where it began',
      rule: COUNT,
      value: 0,
      standing: 'warning',
      level: null,
    },
    {
      what: 'without a clear level it goes on at its limit',
      rule: COUNT,
      value: 1,
      standing: 'warning',
      level: 'warning',
    },
    { what: 'one level alone opens', rule: ONE, value: 70, standing: null, level: 'critical' },
    {
      what: 'one level alone stays within its margin',
      rule: ONE,
      value: 66,
      standing: 'critical',
      level: 'critical',
    },
    {
      what: 'one level alone ends at its clear level',
      rule: ONE,
      value: 65,
      standing: 'critical',
      level: null,
    },
  ])('$what', ({ rule, value, standing, level }) => {
    expect(levelOfValue(rule, value, standing)).toBe(level);
  });

  it('is looked up only for values that are past a limit', () => {
    expect([79, 80, 95].map((value) => isTrouble(DISK, value))).toEqual([false, true, true]);
    expect([51, 50, 5].map((value) => isTrouble(CHARGE, value))).toEqual([false, true, true]);
  });
});

describe('the level of a state', () => {
  const watch = (kind: StateWatch['kind'], warning: string[], critical: string[]): StateWatch => ({
    type: 'state',
    kind,
    warning_states: warning,
    critical_states: critical,
  });
  const SERVICE = watch('service', ['stopped', 'failed'], ['stopped', 'failed']);
  const POOL = watch('pool', ['degraded'], ['faulted']);
  it.each([
    { what: 'a service that runs is well', rule: SERVICE, state: 'running', critical: true, level: null },
    {
      what: 'a critical service that stopped',
      rule: SERVICE,
      state: 'stopped',
      critical: true,
      level: 'critical',
    },
    {
      what: 'another service that failed',
      rule: SERVICE,
      state: 'failed',
      critical: false,
      level: 'warning',
    },
    { what: 'a pool that lost a disk', rule: POOL, state: 'degraded', critical: false, level: 'warning' },
    { what: 'a pool that cannot be read', rule: POOL, state: 'faulted', critical: false, level: 'critical' },
    { what: 'unknown says nothing', rule: POOL, state: 'unknown', critical: false, level: 'unknown' },
    {
      what: 'unknown counts where a rule names it',
      rule: watch('pool', ['unknown'], []),
      state: 'unknown',
      critical: false,
      level: 'warning',
    },
  ])('$what: $level', ({ rule, state, critical, level }) => {
    expect(levelOfState(rule, state, critical)).toBe(level);
  });
});
