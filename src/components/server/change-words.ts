import type { Level, ServerView } from '../../collector/api/schema/views.ts';
import { markOf, type StateMark } from '../../words/states.ts';
import { diskMark, poolMark, replicationMark } from '../../words/storage-states.ts';

type Change = ServerView['changes'][number];

/** States that servers, services and containers can change into; anything else is shown as it is named. */
const STATES: Record<string, [Level, string]> = {
  online: ['ok', 'Online'],
  offline: ['critical', 'Offline'],
  running: ['ok', 'Running'],
  stopped: ['high', 'Stopped'],
  failed: ['critical', 'Failed'],
  exited: ['high', 'Exited'],
  restarting: ['medium', 'Restarting'],
  unhealthy: ['medium', 'Unhealthy'],
  unknown: ['unknown', 'Not known'],
};

/** Kinds whose states have words of their own: a replication that failed is no service that failed. */
const MARKS: Record<string, (state: string) => StateMark> = {
  pool: poolMark,
  disk: diskMark,
  replication: replicationMark,
};

/** The mark of the state that was entered. */
export function changeMark({ kind, state }: Pick<Change, 'kind' | 'state'>): StateMark {
  const own = MARKS[kind];
  if (own) return own(state);
  const [level, word] = STATES[state] ?? ['unknown', state];
  return { ...markOf(level), word };
}

/** Why, or what it was before, in the words of its kind. */
export function changeReason({ kind, reason }: Pick<Change, 'kind' | 'reason'>): string {
  const before = /^Was (\S+)$/.exec(reason)?.[1];
  return before === undefined ? reason : `Was ${changeMark({ kind, state: before }).word.toLowerCase()}`;
}

/** What changed: "nginx", or "This server" for the machine itself. */
export function changeSubject({ kind, subject }: Pick<Change, 'kind' | 'subject'>): string {
  if (kind === 'server') return 'This server';
  return kind === 'service' ? subject : `${subject} (${kind})`;
}
