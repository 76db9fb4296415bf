import { SEVERITY_WORDS, type Severity } from '../settings/severity-words.ts';

/** What a device is sent, in a few words: "broken, serious"; "every alert", "no alerts". */
export function severitiesInWords(severities: readonly Severity[]): string {
  const chosen = SEVERITY_WORDS.filter(([severity]) => severities.includes(severity));
  if (chosen.length === SEVERITY_WORDS.length) return 'every alert';
  return chosen.map(([, word]) => word.toLowerCase()).join(', ') || 'no alerts';
}
