import { AppError } from '../errors.ts';
import type { StatusPage } from './types.ts';

/**
 * What incidents and planned work concern must be on the page. What they concerned before may have left it since.
 * @throws AppError `invalid` at the first that is not there
 */
export function requireComponents(
  { definition }: StatusPage,
  keys: readonly string[],
  before: readonly string[] = [],
): void {
  const known = definition.groups.flatMap(({ components }) => components.map(({ key }) => key));
  const wrong = keys.findIndex((key) => !known.includes(key) && !before.includes(key));
  if (wrong === -1) return;
  const field = `components.${wrong}`;
  throw new AppError('invalid', `${field}: is not on this page`, { field });
}
