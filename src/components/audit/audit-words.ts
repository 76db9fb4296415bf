import type { AuditView } from '../../collector/api/schema/audit.ts';

type Story = Pick<AuditView, 'action' | 'subject' | 'details'>;

/** A detail as text; what is missing in an old entry is left out of the sentence. */
const text = ({ details }: Story, name: string): string => {
  const value = details[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
const quoted = (story: Story, name: string): string => `“${text(story, name)}”`;

/** A name that the change itself may have changed: the one by which people knew it. */
function oldName(story: Story): string {
  const { from } = (story.details.name ?? {}) as { from?: unknown };
  return typeof from === 'string' ? `“${from}”` : quoted(story, 'name');
}

/** "disk_warning_percent" as people say it. */
const plain = (name: string): string => name.replaceAll('_', ' ');

function settingsStory({ details }: Story): string {
  const changes = Object.entries(details).map(([name, change]) => {
    const { from, to } = (change ?? {}) as { from?: unknown; to?: unknown };
    return `${plain(name)} from ${from} to ${to}`;
  });
  return `Changed ${changes.join(', ')}`;
}

/** What a silence is about, narrowest first. */
function silenced({ details }: Story): string {
  const { subject, rule_id, server_id } = (details.scope ?? {}) as Record<string, unknown>;
  return [subject, rule_id, server_id].filter((part) => typeof part === 'string').join(', ');
}

function ruleStory(story: Story): string {
  const changes = Object.entries(story.details).filter(([, change]) => typeof change === 'object');
  const names = changes.map(([name]) => name);
  const { to: isOn } = (story.details.is_enabled ?? {}) as { to?: boolean };
  const rule = `the rule ${oldName(story)}`;
  if (names.join() === 'is_enabled') return `Turned ${isOn ? 'on' : 'off'} ${rule}`;
  return `Changed ${names.map(plain).join(', ') || 'nothing'} of ${rule}`;
}

function channelStory(story: Story): string {
  const { is_enabled: isOn } = story.details;
  const verb = typeof isOn === 'boolean' ? `Turned ${isOn ? 'on' : 'off'}` : 'Changed';
  return `${verb} the channel ${quoted(story, 'name')}`;
}

/** Day and minute in UTC, as a person who reads the log elsewhere can still tell which. */
function learningStory(story: Story, whose: string): string {
  const until = text(story, 'until').slice(0, 16).replace('T', ' ');
  return until === ''
    ? `Tells of alerts of ${whose} again`
    : `Only watches ${whose} until ${until} UTC; nobody is told`;
}

/** An incident by its title; most have none and are known by what they concern. */
function incidentOf(story: Story): string {
  const { components } = story.details;
  if (text(story, 'title') !== '') return `the incident ${quoted(story, 'title')}`;
  const concerned = Array.isArray(components) ? components.join(', ') : '';
  return concerned === '' ? 'an incident' : `the incident with ${concerned}`;
}

const SENTENCES: Record<string, (story: Story) => string> = {
  'server.create': ({ subject }) => `Added the server ${subject}`,
  'server.register': ({ subject }) => `Reported ${subject} for the first time`,
  'server.update': ({ subject, details }) =>
    `Changed ${Object.keys(details).map(plain).join(', ') || 'nothing'} of ${subject}`,
  'server.delete': ({ subject }) => `Removed the server ${subject} with its data`,
  'client.create': (story) => `Added the client ${quoted(story, 'name')}`,
  'enrolment.create': ({ subject }) => `Made a command that connects the agent of ${subject}`,
  'enrolment.redeem': ({ subject }) => `Connected the agent of ${subject}`,
  'enrolment.revoke': ({ subject }) => `Took back a command that connects the agent of ${subject}`,
  'key.create': (story) => `Made the key ${quoted(story, 'name')}`,
  'key.revoke': (story) => `Revoked the key ${quoted(story, 'name')}`,
  'owner.create': () => 'Became the owner of this hub',
  'person.invite': (story) => `Invited ${text(story, 'name')} as ${text(story, 'role')}`,
  'person.join': (story) => `Joined as ${text(story, 'role')}, invited by ${text(story, 'invited_by')}`,
  'person.role': (story) => `Made ${text(story, 'name')} ${text(story, 'to')}`,
  'person.remove': (story) => `Removed ${text(story, 'name')}, who was ${text(story, 'role')}`,
  'invitation.revoke': (story) => `Took back the invitation of ${text(story, 'name')}`,
  'device.add': (story) => `Turned on notifications on ${quoted(story, 'name')}`,
  'device.renew': (story) => `Turned on notifications on ${quoted(story, 'name')} again`,
  'device.update': (story) => `Changed which alerts reach ${quoted(story, 'name')}`,
  'device.remove': (story) => `Turned off notifications on ${quoted(story, 'name')}`,
  'settings.update': settingsStory,
  'alert.acknowledge': (story) => `Acknowledged ${quoted(story, 'title')} of ${text(story, 'server_id')}`,
  'alert.snooze': (story) => `Snoozed ${quoted(story, 'title')} of ${text(story, 'server_id')}`,
  'alert.resolve': (story) => `Resolved ${quoted(story, 'title')} of ${text(story, 'server_id')}`,
  'rule.create': (story) => `Added the rule ${quoted(story, 'name')}`,
  'rule.update': ruleStory,
  'rule.delete': (story) => `Removed the rule ${quoted(story, 'name')}`,
  'channel.create': (story) => `Added the channel ${quoted(story, 'name')}`,
  'channel.update': channelStory,
  'channel.delete': (story) => `Removed the channel ${quoted(story, 'name')}`,
  'watchdog.update': (story) => `Lets ${text(story, 'host')} watch the hub`,
  'watchdog.delete': () => 'Lets nobody outside watch the hub any more',
  'window.create': (story) => `Planned the maintenance window ${quoted(story, 'name')}`,
  'window.update': (story) => `Changed the maintenance window ${quoted(story, 'name')}`,
  'window.delete': (story) => `Removed the maintenance window ${quoted(story, 'name')}`,
  'status_page.create': (story) => `Made the status page ${quoted(story, 'title')}`,
  'status_page.update': (story) => `Changed the status page ${quoted(story, 'title')}`,
  'status_page.delete': (story) => `Removed the status page ${quoted(story, 'title')}`,
  'status_page.protect': (story) => `Protected the status page ${quoted(story, 'title')} with a fresh word`,
  'status_page.open': (story) => `Lets everybody read the status page ${quoted(story, 'title')}`,
  'incident.open': (story) => `Wrote of ${incidentOf(story)}`,
  'incident.update': (story) => `Published that ${incidentOf(story)} is ${text(story, 'state')}`,
  'incident.change': (story) => `Changed what ${incidentOf(story)} is about`,
  'incident.delete': (story) => `Removed ${incidentOf(story)} from the status page`,
  'maintenance.plan': (story) => `Planned the work ${quoted(story, 'title')}`,
  'maintenance.change': (story) => `Changed the planned work ${quoted(story, 'title')}`,
  'maintenance.delete': (story) => `Took back the planned work ${quoted(story, 'title')}`,
  'silence.create': (story) => `Silenced ${silenced(story)}`,
  'silence.delete': (story) => `Took back the silence of ${silenced(story)}`,
  'server.learn': (story) => learningStory(story, story.subject),
  'client.learn': (story) => learningStory(story, 'the client'),
};

/** What somebody did, as a sentence without its subject; an action that has no words yet is named as it is. */
export function auditSentence(story: Story): string {
  const sentence = Object.hasOwn(SENTENCES, story.action) ? SENTENCES[story.action] : undefined;
  return sentence?.(story) ?? `${story.action} ${story.subject}`;
}

const ACTORS = { person: '', key: 'Key', hub: 'The hub' } as const;

/** Who did it: a person's name, a key's with the word before it. */
export function actorWords({ type, name }: AuditView['actor']): string {
  return [ACTORS[type], type === 'hub' ? '' : name].filter(Boolean).join(' ');
}

/** The details one by one, as "name" and text. */
export function detailRows({ details }: Story): [string, string][] {
  return Object.entries(details).map(([name, value]) => [
    plain(name),
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
}
