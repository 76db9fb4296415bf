import { expect, it } from 'vitest';
import type { PublicState } from '../../../words/status/public-page.ts';
import { componentStateOf } from './component-state.ts';
import type { MeasuredKind } from './types.ts';

it.each<[MeasuredKind, string, PublicState]>([
  ['server', 'online', 'working'],
  ['server', 'offline', 'down'],
  ['server', 'unknown', 'unknown'],
  ['service', 'running', 'working'],
  ['service', 'stopped', 'down'],
  ['service', 'failed', 'down'],
  ['service', 'unknown', 'unknown'],
  ['container', 'running', 'working'],
  ['container', 'unhealthy', 'impaired'],
  ['container', 'restarting', 'impaired'],
  ['container', 'paused', 'down'],
  ['container', 'stopped', 'down'],
  ['container', 'exited', 'down'],
  ['container', 'dead', 'down'],
  ['container', 'created', 'down'],
  ['container', 'removing', 'down'],
  ['container', 'unknown', 'unknown'],
  ['pool', 'online', 'working'],
  ['pool', 'degraded', 'impaired'],
  ['pool', 'faulted', 'down'],
  ['pool', 'unavail', 'down'],
  ['pool', 'offline', 'down'],
  ['pool', 'removed', 'down'],
  ['pool', 'suspended', 'down'],
  ['pool', 'unknown', 'unknown'],
  ['container', 'dreaming', 'unknown'],
  ['container', 'constructor', 'unknown'],
  ['service', 'online', 'unknown'],
])('a %s that is %s is %s', (kind, state, expected) => {
  expect(componentStateOf(kind, state)).toBe(expected);
});
