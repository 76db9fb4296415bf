import type { ServerView } from '../../collector/api/schema/views.ts';
import { markOf, type StateMark } from '../../words/states.ts';

type Updates = Pick<ServerView, 'updates_available' | 'security_updates' | 'reboot_required'>;

/** "1 update, for security", "12 updates, 3 of them for security". */
function waiting(all: number, security: number): string {
  if (all === 0) return 'Nothing to install.';
  if (all === 1) return security === 1 ? '1 update, for security.' : '1 update.';
  return security === 0 ? `${all} updates.` : `${all} updates, ${security} of them for security.`;
}

/** What can be installed, and whether a restart is due, in a sentence each. */
export function updatesWords({ updates_available: all, security_updates, reboot_required }: Updates): string {
  const told = [
    all === null ? '' : waiting(all, security_updates ?? 0),
    reboot_required ? 'Restart required.' : '',
  ];
  return told.filter((words) => words !== '').join(' ') || 'No restart required.';
}

/** Security fixes and restarts that are due need a look; other updates can wait. */
export function updatesMark({
  updates_available: all,
  security_updates,
  reboot_required,
}: Updates): StateMark {
  if (reboot_required || (security_updates ?? 0) > 0) return markOf('low');
  return all === null ? markOf('unknown') : { ...markOf('ok'), word: all === 0 ? 'Up to date' : 'Can wait' };
}
