import { isDuplicate, isStale } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import { AppError } from '../../errors.ts';
import { newId } from '../../id.ts';
import type { AcceptInvitation, Setup } from '../schema.ts';
import { joinerContext, joining, unusable, usableInvitation } from './join.ts';
import type { MemberParts } from './parts.ts';

function missing(field: 'name' | 'email' | 'password'): AppError {
  return new AppError('invalid', `${field}: a new account needs one`, { field });
}

function newcomerFrom({ token, name, email, password }: AcceptInvitation): Setup {
  if (name === undefined) throw missing('name');
  if (email === undefined) throw missing('email');
  if (password === undefined) throw missing('password');
  return { token, name, email: email.toLowerCase(), password };
}

function emailTaken(): AppError {
  return new AppError('conflict', 'This e-mail address has an account already', {
    field: 'email',
    remediation: ['Sign in first, then open the link again'],
  });
}

/**
 * Makes an account with the role that the invitation gives.
 * @returns what the person signs in with
 * @throws AppError `forbidden` (the token is unknown, used or expired), `invalid` (a field is missing), `conflict`
 * (the e-mail address has an account; told only to who holds a good token)
 */
export async function joinAsNewcomer(
  parts: MemberParts,
  input: AcceptInvitation,
  requestId: string,
  now: number,
): Promise<{ email: string; password: string }> {
  const { database, store, members, people } = parts;
  const row = await usableInvitation(parts, input.token, now);
  const { name, email, password } = newcomerFrom(input);
  const person = { id: newId(now), name, email };
  const ctx = joinerContext({ type: 'person', id: person.id, name }, requestId);
  const hashed = await (await people.$context).password.hash(password);
  await database
    .write([
      ...members.consumeInvitation(row.id, now),
      ...store.insertPerson(person, hashed, now),
      store.insertMembership(person.id, row.clientId, row.role),
      auditStatement(database, ctx, joining(row, person.id), now),
    ])
    .catch((error: unknown) => {
      if (isStale(error)) throw unusable();
      throw isDuplicate(error) ? emailTaken() : error;
    });
  return { email, password };
}
