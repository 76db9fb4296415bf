import { describe, expect, it } from 'vitest';
import { createLog, LOG_LEVELS } from './log.ts';

function logged(level: (typeof LOG_LEVELS)[number]) {
  const lines: string[] = [];
  return { log: createLog(level, (line) => lines.push(line)), lines };
}

describe('createLog', () => {
  it('writes one line of JSON with time, level and fields, whatever is in them', () => {
    const { log, lines } = logged('info');
    log.info('two\nlines', { path: '/a"b', status: 200, is_late: false, what: null });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      level: 'info',
      message: 'two\nlines',
      path: '/a"b',
      status: 200,
      is_late: false,
      what: null,
    });
  });

  it.each([
    { level: 'debug', heard: ['debug', 'info', 'warn', 'error'] },
    { level: 'info', heard: ['info', 'warn', 'error'] },
    { level: 'warn', heard: ['warn', 'error'] },
    { level: 'error', heard: ['error'] },
  ] as const)('at $level tells $heard', ({ level, heard }) => {
    const { log, lines } = logged(level);
    for (const name of LOG_LEVELS) log[name]('something');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(heard);
  });
});
