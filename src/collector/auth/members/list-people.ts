import { type Ctx, requireScope } from '../../context.ts';
import { limitOf, pageOf } from '../../page.ts';
import type { MemberParts } from './parts.ts';
import type { MemberRow, MemberStore, Membership } from './store.ts';

const USUAL_LIMIT = 100;

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
  query: PeopleQuery,
): Promise<{ people: Member[]; cursor: string | null }> {
  const clientIds = requireScope(ctx, 'admin');
  const limit = limitOf(query.limit, USUAL_LIMIT);
  const found = await members.membersOf(clientIds, query.cursor, limit + 1);
  const { rows, cursor } = pageOf(found, limit);
  return { people: await withRoles(members, clientIds, rows), cursor };
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
