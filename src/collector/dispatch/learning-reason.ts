import { day } from '../../words/times.ts';

/** Why nothing is sent of a server that is only watched so far. */
export function learningReason(serverName: string, until: number, zone: string): string {
  return `${serverName} is learning until ${day(until, zone)}: alerts are shown, not sent`;
}
