import { stripVTControlCharacters } from 'node:util';
import type { Hub } from './collector/app/hub.ts';

/** What the page renderer has to say. */
interface Event {
  message: string;
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Without stacks and bound values, and without the queries of addresses, which can hold one-time tokens. */
export function withoutSecrets(message: string): string {
  const [told = ''] = stripVTControlCharacters(message).split(/\n\s+at |\nparams:/, 1);
  return told
    .replace(/\?\S*/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** Takes the page renderer's own messages into the hub's log; while pages are built there is none. */
export default function pageLog() {
  return {
    write: ({ message, level }: Event): void => {
      const hub: Hub | undefined = Reflect.get(globalThis, Symbol.for('porchlight'));
      if (!hub) process.stdout.write(`${message}\n`);
      else if (level !== 'silent') hub.log[level]('page renderer', { error: withoutSecrets(message) });
    },
  };
}
