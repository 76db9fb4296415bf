import type { ServerView } from '../../collector/api/schema/views.ts';

/** What people call that which a probe of the agent reads. */
const WORDS = new Map([
  ['cpu', 'Processor'],
  ['memory', 'Memory'],
  ['mounts', 'Disk space'],
  ['network', 'Network'],
  ['load', 'Load'],
  ['uptime', 'Uptime'],
  ['os', 'Operating system'],
  ['host', 'Name and address'],
  ['services', 'Services'],
  ['disks', 'Disks'],
  ['smart', 'Disk health'],
  ['temperatures', 'Temperatures'],
  ['docker', 'Containers'],
  ['updates', 'Updates'],
  ['reboot', 'Restart after updates'],
]);

/** What could not be read, each once with every reason; a probe of a newer agent is shown as it is named. */
export function unknownByName(unknown: ServerView['unknown']): [name: string, reasons: string[]][] {
  const byName = Map.groupBy(unknown, ({ probe }) => WORDS.get(probe) ?? probe);
  return [...byName].map(([name, told]) => [name, told.map(({ reason }) => reason)]);
}
