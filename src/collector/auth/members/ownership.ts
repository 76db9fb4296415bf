import type { Role } from '../../context.ts';
import { AppError } from '../../errors.ts';

export interface LeavingOwner {
  isHome: boolean;
  isSelf: boolean;
  /** How many own the client now, this one among them. */
  owners: number;
}

/** An ownership ends when an owner gets another role, or none. */
export function endsOwnership(from: Role, to: Role | null): boolean {
  return from === 'owner' && to !== 'owner';
}

/** Somebody must be there who can let others in; of another client the hub's owners always can. */
export function mustKeepOwner({ isHome, isSelf }: Pick<LeavingOwner, 'isHome' | 'isSelf'>): boolean {
  return isHome || isSelf;
}

/** Why this owner has to stay one; null: they may go. */
export function ownershipProblem(leaving: LeavingOwner): AppError | null {
  if (leaving.owners > 1 || !mustKeepOwner(leaving)) return null;
  const what = leaving.isHome ? 'This hub needs an owner' : 'You are the only owner here';
  return new AppError('conflict', what, { remediation: ['Make somebody else an owner first'] });
}
