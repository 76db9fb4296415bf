import type { SilenceView } from '../../collector/api/schema/mutes.ts';

const HOUR_MS = 3_600_000;

/** For how long, in hours; empty: until somebody takes it back. */
export const SPANS = [
  ['1', '1 hour'],
  ['8', '8 hours'],
  ['24', '1 day'],
  ['168', '1 week'],
  ['', 'Until I take it back'],
] as const;

/** A silence as it stands in its form; what is empty is any. */
export interface SilenceDraft {
  serverId: string;
  ruleId: string;
  subject: string;
  /** One of the spans; empty: until it is taken back. */
  hours: string;
  note: string;
  clientId: string;
}

/** What the address of the page asks for: `?server=&rule=&subject=`. */
export function readSilence(params: URLSearchParams): SilenceDraft {
  const named = (name: string) => (params.get(name) ?? '').slice(0, 255);
  return {
    serverId: named('server'),
    ruleId: named('rule'),
    subject: named('subject'),
    hours: '8',
    note: '',
    clientId: '',
  };
}

/**
 * What the API takes of a silence, without its client.
 * @param now in ms: its time begins when it is asked for
 */
export function silenceBody({ serverId, ruleId, subject, hours, note }: SilenceDraft, now: number) {
  const until = hours === '' ? null : new Date(now + Number(hours) * HOUR_MS).toISOString();
  return {
    note: note.trim(),
    until,
    scope: { server_id: serverId || null, rule_id: ruleId || null, subject: subject.trim() || null },
  };
}

/**
 * What a silence covers: "Disk usage of Media, only /data".
 * @param names of servers and rules, by id
 */
export function silenceWords(
  { scope }: Pick<SilenceView, 'scope'>,
  serverName: (id: string) => string,
  ruleName: (id: string) => string,
): string {
  const what = scope.rule_id === null ? 'Everything' : ruleName(scope.rule_id);
  const whose = scope.server_id === null ? 'every server' : serverName(scope.server_id);
  return `${what} of ${whose}${scope.subject === null ? '' : `, only ${scope.subject}`}`;
}
