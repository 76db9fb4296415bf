import { AppError } from '../errors.ts';

/** A clock this far ahead would sort before everything true for a while. */
const MAX_AHEAD_MS = 5 * 60 * 1000;

/**
 * The sample time of a heartbeat in integer milliseconds.
 * @throws AppError `invalid` when it lies more than 5 min in the future, or before what is kept
 */
export function admitTime(timestamp: string, retentionRawDays: number, now: number): number {
  const at = Date.parse(timestamp);
  const hubTime = new Date(now).toISOString();
  if (at > now + MAX_AHEAD_MS) {
    throw new AppError(
      'invalid',
      `The timestamp is more than 5 minutes in the future; it is ${hubTime} here`,
      {
        field: 'timestamp',
        remediation: ['Set the clock of the machine, for example with systemd-timesyncd'],
      },
    );
  }
  if (at < now - retentionRawDays * 86_400_000) {
    throw new AppError('invalid', `The timestamp is older than the ${retentionRawDays} days that are kept`, {
      field: 'timestamp',
    });
  }
  return at;
}
