import type { Scope } from '../../collector/context.ts';

/** What each scope allows, for the person who gives it away; the usual ones first. */
export const SCOPE_WORDS: readonly [Scope, string, string][] = [
  ['read', 'Read', 'See everything, change nothing.'],
  ['ingest', 'Post measurements', 'For n8n and scripts that send what they measure.'],
  ['agent:report', 'Report as an agent', 'Send heartbeats of any server.'],
  ['agent:exec', 'Carry out repairs', 'Fetch approved actions as an agent.'],
  ['operate', 'Change servers', 'Add, edit and delete them. Usually together with Read.'],
  ['admin', 'Everything', 'All of the above, keys included.'],
];

/** A scope in words; one that is newer than this page as it is named. */
export function scopeWord(scope: string): string {
  return SCOPE_WORDS.find(([known]) => known === scope)?.[1] ?? scope;
}
