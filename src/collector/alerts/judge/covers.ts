import type { Rule } from '../rules/schema.ts';

/** What a rule's scope is compared with. */
export interface Covered {
  clientId: string;
  serverId: string;
  tags: readonly string[];
}

/** Whether a rule concerns a thing of a server. */
export function covers({ clientId, scope }: Rule, server: Covered, subject: string): boolean {
  return (
    (clientId === null || clientId === server.clientId) &&
    (scope.server_id === null || scope.server_id === server.serverId) &&
    (scope.tag === null || server.tags.includes(scope.tag)) &&
    (scope.subject === null || scope.subject === subject)
  );
}
