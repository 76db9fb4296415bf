import { describe, expect, it } from 'vitest';
import { LEVELS } from '../collector/api/schema/views.ts';
import {
  lastKnown,
  lightOf,
  markOf,
  serverMark,
  serviceMark,
  shapeOf,
  wordOf,
  worstFirst,
  worstLevel,
} from './states.ts';

describe('markOf', () => {
  it.each([
    ['ok', 'circle', 'Working'],
    ['low', 'triangle', 'Needs a look'],
    ['medium', 'triangle', 'Needs a look'],
    ['high', 'diamond', 'Serious'],
    ['critical', 'square', 'Broken'],
    ['unknown', 'ring', 'Not known'],
  ] as const)('%s is a %s that says "%s"', (level, shape, word) => {
    expect(markOf(level)).toEqual({ shape, word, level });
    expect([shapeOf(level), wordOf(level)]).toEqual([shape, word]);
  });
});

describe('serverMark', () => {
  const seen = '2026-11-20T14:00:00Z';
  it.each([
    ['a working server', 'online', 'ok', seen, 'circle', 'Working'],
    ['a server with a full disk', 'online', 'critical', seen, 'square', 'Broken'],
    ['a silent server', 'offline', 'critical', seen, 'square', 'Offline'],
    ['a server that was never seen, whatever its level', 'unknown', 'ok', null, 'ring', 'Waiting'],
    ['a server seen before the hub restarted', 'unknown', 'unknown', seen, 'ring', 'Not known'],
  ] as const)('marks %s', (_, state, level, last_seen, shape, word) => {
    expect(serverMark({ state, level, last_seen })).toMatchObject({ shape, word });
  });
});

describe('serviceMark', () => {
  it.each([
    ['running', true, 'ok', 'Running'],
    ['stopped', true, 'high', 'Stopped'],
    ['failed', true, 'critical', 'Failed'],
    ['failed', false, 'medium', 'Failed'],
    ['stopped', false, 'medium', 'Stopped'],
    ['unknown', false, 'unknown', 'Not known'],
  ] as const)('%s (critical: %s) is %s', (status, critical, level, word) => {
    expect(serviceMark(status, critical)).toMatchObject({ level, word });
  });
});

describe('lastKnown', () => {
  it('keeps the word of a state and takes its colour', () => {
    expect(lastKnown(serviceMark('running', true))).toEqual({
      shape: 'ring',
      word: 'Was running',
      level: 'unknown',
    });
  });
});

describe('worstFirst', () => {
  it('puts the unknown right after the broken, and equals by name', () => {
    const servers = [...LEVELS].map((level) => ({ level, display_name: level }));
    const twins = [
      { level: 'ok', display_name: 'b' },
      { level: 'ok', display_name: 'a' },
    ] as const;
    expect(worstFirst([...servers, ...twins]).map((server) => server.display_name)).toEqual([
      'critical',
      'unknown',
      'high',
      'medium',
      'low',
      'a',
      'b',
      'ok',
    ]);
  });
});

describe('worstLevel', () => {
  it.each([
    ['of working servers is working', ['ok', 'ok'], 'ok'],
    ['is that of the one broken server', ['ok', 'critical', 'unknown'], 'critical'],
    ['is never green beside one that nobody knows of', ['ok', 'unknown'], 'unknown'],
    ['of servers that need a look is the most serious', ['low', 'high', 'medium'], 'high'],
    ['of nothing is not known', [], 'unknown'],
  ] as const)('%s', (_, levels, worst) => {
    expect(worstLevel(levels.map((level) => ({ level })))).toBe(worst);
  });
});

describe('lightOf', () => {
  it.each([
    ['ok', 'warm'],
    ['low', 'amber'],
    ['medium', 'amber'],
    ['high', 'amber'],
    ['critical', 'red'],
    ['unknown', 'none'],
  ] as const)('%s glows %s', (level, light) => {
    expect(lightOf(level)).toBe(light);
  });
});
