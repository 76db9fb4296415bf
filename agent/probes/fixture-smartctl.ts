import { readFileSync } from 'node:fs';

export type SmartctlSample =
  | 'hgst-old-errors'
  | 'intel-nvme'
  | 'intel-ssd'
  | 'phison-ssd'
  | 'samsung-nvme-failing'
  | 'samsung-ssd'
  | 'seagate-packed-hours'
  | 'seagate-packed-timeouts'
  | 'seagate-scsi';

/** For tests: what smartctl wrote of a real disk. */
export function smartctlSample(name: SmartctlSample): string {
  return readFileSync(new URL(`../fixtures/smartctl/${name}.json`, import.meta.url), 'utf8');
}

/** As smartctl 7.3 answers with a message instead of figures. */
export function smartctlSays(message: string): string {
  return JSON.stringify({ json_format_version: [1, 0], smartctl: { messages: [{ string: message }] } });
}
