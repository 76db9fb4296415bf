import { type Ctx, requireScope } from '../../context.ts';
import type { MemberParts } from './parts.ts';
import type { MemberRow, MemberStore, Membership } from './store.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 200;

export interface PeopleQuery {
  limit?: number | undefined;
  /** Id of the last person of the page before. */
  cursor?: string | undefined;
}

export interface Member extends MemberRow {
  /** In the clients that the asker administers, and no others. */
  memberships: Membership[];
  signedInAt: number | null;
}

async function withRoles(members: MemberStore, clientIds: string[], people: MemberRow[]): Promise<Member[]> {
  const ids = people.map(({ id }) => id);
  const roles = Map.groupBy(await members.membershipsIn(clientIds, ids), ({ personId }) => personId);
  const sessions = new Map((await members.newestSessions(ids)).map(({ personId, at }) => [personId, at]));
  return people.map((person) => ({
    ...person,
    memberships: roles.get(person.id) ?? [],
    signedInAt: sessions.get(person.id)?.getTime() ?? null,
  }));
}

/**
 * The people of the clients that the asker administers, oldest account first.
 * @throws AppError `forbidden`
 */
export async function listPeople(
  { members }: MemberParts,
  ctx: Ctx,
  { limit = DEFAULT_LIMIT, cursor }: PeopleQuery,
): Promise<{ people: Member[]; cursor: string | null }> {
  const clientIds = requireScope(ctx, 'admin');
  const most = Math.min(Math.max(limit, 1), MAX_LIMIT);
  const found = await members.membersOf(clientIds, cursor, most + 1);
  const page = found.slice(0, most);
  const people = await withRoles(members, clientIds, page);
  return { people, cursor: found.length > most ? (page.at(-1)?.id ?? null) : null };
}

/** One person as `listPeople` tells of them; null when the asker does not see them. */
export async function findPerson(
  { members }: MemberParts,
  ctx: Ctx,
  personId: string,
): Promise<Member | null> {
  const clientIds = requireScope(ctx, 'admin');
  const person = await members.findMember(clientIds, personId);
  if (!person) return null;
  const [member] = await withRoles(members, clientIds, [person]);
  return member ?? null;
}
