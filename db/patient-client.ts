import type { Client, InStatement } from '@libsql/client';
import type { Patient } from './patience.ts';

const ASKS = new Set<string | symbol>(['execute', 'batch', 'migrate', 'transaction']);

/**
 * A connection whose users need not know that others may hold the file. Without it a write that met a lock would leave
 * a connection behind on which the writes after it seem to succeed and are never committed.
 */
export function patientClient(client: Client, patiently: Patient): Client {
  return new Proxy(client, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name, target);
      if (typeof own !== 'function') return own;
      const call = (...args: unknown[]) => Reflect.apply(own, target, args);
      return ASKS.has(name) ? (...args: unknown[]) => patiently(async () => call(...args)) : call;
    },
  });
}

const isRead = (asked: InStatement) => /^\s*select\b/i.test(typeof asked === 'string' ? asked : asked.sql);

/** A connection that has its single reads done by another: they need not wait for writes. */
export function readingBeside(client: Client, reader: Client): Client {
  const execute = (asked: InStatement) => (isRead(asked) ? reader : client).execute(asked);
  return new Proxy(client, {
    get: (target, name) => (name === 'execute' ? execute : Reflect.get(target, name, target)),
  });
}
