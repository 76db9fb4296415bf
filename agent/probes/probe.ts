import type { Heartbeat } from '../protocol.ts';
import type { Host } from './host.ts';

/** What a probe adds to a heartbeat. */
export type Reading = Partial<Omit<Heartbeat, 'server_id' | 'timestamp'>>;

export interface Probe {
  name: string;
  /** @throws Error whose message says in plain words why the probe could not run */
  read: (host: Host, expectedServices: readonly string[]) => Reading | Promise<Reading>;
}
