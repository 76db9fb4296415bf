import type { Views } from '../../collector/api/views/types.ts';
import type { Ctx } from '../../collector/context.ts';

/** Where readers reach the hub, without a slash at the end: its public address, or the one that was asked. */
export function hubOrigin(views: Pick<Views, 'config'>, ctx: Ctx, asked: URL): string {
  return (views.config(ctx).general.public_url ?? asked.origin).replace(/\/+$/, '');
}
