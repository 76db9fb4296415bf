import type { Routing } from '../routing.ts';
import type { Matter } from '../types.ts';

/** Whether a channel takes something: of its client, with its severity, and with one of its tags where it has any. */
export function matches(
  { clientId, routing }: { clientId: string | null; routing: Routing },
  matter: Matter,
): boolean {
  const { severities, tags } = routing;
  return (
    (clientId === null || clientId === matter.clientId) &&
    severities.includes(matter.severity) &&
    (tags.length === 0 || tags.some((tag) => matter.tags.includes(tag)))
  );
}
