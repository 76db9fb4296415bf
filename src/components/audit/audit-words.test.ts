import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actorWords, auditSentence, detailRows } from './audit-words.ts';

const say = (action: string, details: Record<string, unknown> = {}, subject = 'nas') =>
  auditSentence({ action, subject, details });

describe('what somebody did', () => {
  it.each([
    [say('server.create'), 'Added the server nas'],
    [say('server.update', { location: 'Loft', tdp_watts: 5 }), 'Changed location, tdp watts of nas'],
    [say('server.update'), 'Changed nothing of nas'],
    [say('server.delete', { name: 'NAS' }), 'Removed the server nas with its data'],
    [say('key.create', { name: 'n8n' }), 'Made the key “n8n”'],
    [say('person.invite', { name: 'Grace', role: 'viewer' }), 'Invited Grace as viewer'],
    [say('person.role', { name: 'Grace', from: 'viewer', to: 'operator' }), 'Made Grace operator'],
    [
      say('settings.update', {
        disk_warning_percent: { from: 80, to: 85 },
        hub_name: { from: 'A', to: 'B' },
      }),
      'Changed disk warning percent from 80 to 85, hub name from A to B',
    ],
    [say('rule.create'), 'rule.create nas'],
    [say('constructor'), 'constructor nas'],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });

  it('has words for every action that the hub writes down', () => {
    const sources = globSync('src/collector/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
    const actions = sources.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/(?:action: |action = [^;]*)'(\w+\.\w+)'/g),
    ]);
    expect(actions.length).toBeGreaterThan(12);
    const wordless = actions
      .map(([, action = '']) => action)
      .filter((action) => say(action) === `${action} nas`);
    expect(wordless).toEqual([]);
  });
});

it.each([
  [{ type: 'person' as const, id: '1', name: 'Ada' }, 'Ada'],
  [{ type: 'key' as const, id: '1', name: 'n8n' }, 'Key n8n'],
  [{ type: 'hub' as const, id: 'hub', name: 'Porchlight' }, 'The hub'],
])('%j is called %s', (actor, words) => {
  expect(actorWords(actor)).toBe(words);
});

it('details are told one by one', () => {
  const details = { name: 'Loft', from: { a: 1 }, gone: null };
  expect(detailRows({ action: 'x.y', subject: 's', details })).toEqual([
    ['name', 'Loft'],
    ['from', '{"a":1}'],
    ['gone', 'null'],
  ]);
});
