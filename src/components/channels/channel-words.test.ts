import { describe, expect, it } from 'vitest';
import type { ChannelView } from '../../collector/api/schema/channels.ts';
import { channelMark, channelTrouble, routingWords } from './channel-words.ts';

const CHANNEL = {
  is_enabled: true,
  dead_reason: null,
  failed_reason: null,
  last_delivered_at: '2026-11-25T12:00:00.000Z',
};

describe('a channel', () => {
  it.each<[string, Partial<typeof CHANNEL | { [K in keyof typeof CHANNEL]: unknown }>, string, string]>([
    ['that delivers', {}, 'Working', ''],
    ['that nothing was sent to', { last_delivered_at: null }, 'Never used', ''],
    ['that fails', { failed_reason: 'Slack did not answer' }, 'Not working', 'Slack did not answer'],
    [
      'that the hub gave up',
      { dead_reason: 'The chat is gone.', failed_reason: 'x' },
      'Stopped',
      'The hub has stopped sending there: The chat is gone. Change it, or send a test that arrives.',
    ],
    [
      'that a person turned off',
      { is_enabled: false, dead_reason: 'x' },
      'Turned off',
      'Nothing is sent there until it is on again.',
    ],
  ])('%s says so', (_, changes, word, trouble) => {
    const channel = { ...CHANNEL, ...changes } as ChannelView;
    expect([channelMark(channel).word, channelTrouble(channel)]).toEqual([word, trouble]);
  });
});

const ROUTING: ChannelView['routing'] = {
  severities: ['high', 'critical'],
  tags: [],
  sends_resolved: false,
  escalate_after_minutes: null,
  quiet_hours: null,
};
const NIGHT = { zone: 'Europe/London', from: '22:00', to: '07:00', lets_critical_through: true };

describe('what goes to a channel', () => {
  it.each<[string, Partial<ChannelView['routing']>, string[]]>([
    ['two severities, the worst first', {}, ['Alerts that are: broken and serious']],
    ['every severity', { severities: ['low', 'medium', 'high', 'critical'] }, ['Every alert']],
    ['none', { severities: [] }, ['No alerts']],
    [
      'some servers, late, also the end',
      { tags: ['nas', 'attic'], escalate_after_minutes: 30, sends_resolved: true },
      [
        'Alerts that are: broken and serious',
        'of servers with the tag nas or attic',
        'only what nobody has acknowledged for 30 min',
        'also when it is over',
      ],
    ],
    [
      'not at night',
      { quiet_hours: NIGHT },
      [
        'Alerts that are: broken and serious',
        'quiet from 22:00 to 07:00 (Europe/London), but what is broken gets through',
      ],
    ],
  ])('%s', (_, changes, words) => {
    expect(routingWords({ ...ROUTING, ...changes })).toEqual(words);
  });
});
