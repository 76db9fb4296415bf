import type { AuditView } from '../../collector/api/schema/audit.ts';

type Story = Pick<AuditView, 'action' | 'subject' | 'details'>;

/** A detail as text; what is missing in an old entry is left out of the sentence. */
const text = ({ details }: Story, name: string): string => {
  const value = details[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
const quoted = (story: Story, name: string): string => `“${text(story, name)}”`;

/** "disk_warning_percent" as people say it. */
const plain = (name: string): string => name.replaceAll('_', ' ');

function settingsStory({ details }: Story): string {
  const changes = Object.entries(details).map(([name, change]) => {
    const { from, to } = (change ?? {}) as { from?: unknown; to?: unknown };
    return `${plain(name)} from ${from} to ${to}`;
  });
  return `Changed ${changes.join(', ')}`;
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
  'device.remove': (story) => `Turned off notifications on ${quoted(story, 'name')}`,
  'settings.update': settingsStory,
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
