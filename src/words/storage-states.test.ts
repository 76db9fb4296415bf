import { expect, it } from 'vitest';
import { diskMark, poolMark, replicationMark } from './storage-states.ts';

it.each([
  ['a pool that works', poolMark, 'online', 'ok', 'Online'],
  ['a pool that lost a disk', poolMark, 'degraded', 'high', 'Degraded'],
  ['a pool that lost too many', poolMark, 'faulted', 'critical', 'Faulted'],
  ['a pool that cannot be opened', poolMark, 'unavail', 'critical', 'Unavailable'],
  ['a pool that was taken offline', poolMark, 'offline', 'critical', 'Offline'],
  ['a pool whose disks were pulled', poolMark, 'removed', 'critical', 'Removed'],
  ['a pool that waits for its disks', poolMark, 'suspended', 'critical', 'Suspended'],
  ['a pool of which nothing is known', poolMark, 'unknown', 'unknown', 'Not known'],
  ['a pool in a state of tomorrow', poolMark, 'resting', 'unknown', 'resting'],
  ['a disk that passes its test', diskMark, 'pass', 'ok', 'Healthy'],
  ['a disk that fails it', diskMark, 'fail', 'critical', 'Failing'],
  ['a disk that was not tested', diskMark, 'unknown', 'unknown', 'Not known'],
  ['a replication that went well', replicationMark, 'success', 'ok', 'Done'],
  ['a replication under way', replicationMark, 'running', 'ok', 'Running'],
  ['a replication that did not', replicationMark, 'failed', 'medium', 'Failed'],
] as const)('%s', (_, mark, state, level, word) => {
  expect(mark(state)).toMatchObject({ level, word });
});
