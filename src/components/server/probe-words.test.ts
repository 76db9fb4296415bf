import { expect, it } from 'vitest';
import { unknownByName } from './probe-words.ts';

it.each([
  ['smart', 'Disk health'],
  ['docker', 'Containers'],
  ['mounts', 'Disk space'],
  ['reboot', 'Restart after updates'],
  ['graphics', 'graphics'],
  ['constructor', 'constructor'],
])('what the probe "%s" could not read is told of as "%s"', (probe, name) => {
  expect(unknownByName([{ probe, reason: 'No permission' }])).toEqual([[name, ['No permission']]]);
});

it('several reasons of one probe stand together, in their order', () => {
  const told = [
    { probe: 'smart', reason: 'sda: slow' },
    { probe: 'cpu', reason: 'odd' },
    { probe: 'smart', reason: 'sdb: gone' },
  ];
  expect(unknownByName(told)).toEqual([
    ['Disk health', ['sda: slow', 'sdb: gone']],
    ['Processor', ['odd']],
  ]);
});
